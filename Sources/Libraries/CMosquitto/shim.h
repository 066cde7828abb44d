// libmosquitto: a client of MQTT brokers.
#include <stdbool.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>
