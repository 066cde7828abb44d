"""OGC SensorThings API: read and written by frost-sta-client, and its shapes judged by ogc-sta-schema-validator.

    sensing.py PROGRAM        needs frost-sta-client and ogc-sta-schema-validator

PROGRAM is started with `serve --demo` on a fresh temporary database and ended afterwards.
"""
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Browser", "application"))
sys.dont_write_bytecode = True

import frost_sta_client as fsc  # noqa: E402
import requests  # noqa: E402
from geojson import Point  # noqa: E402
from program import Program  # noqa: E402

FAULTS = []
MEASUREMENT = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"


def must(holds, sentence):
    print(("passed  " if holds else "FAILED  ") + sentence)
    if not holds:
        FAULTS.append(sentence)


class Service(fsc.SensorThingsService):
    """The client knows passwords only; programs come to Shanhe with a token."""

    def __init__(self, url, token):
        super().__init__(url)
        self.fields = {"Authorization": "Bearer " + token}

    def execute(self, method, url, **options):
        options["headers"] = {**(options.get("headers") or {}), **self.fields}
        response = requests.request(method, str(url), **options)
        response.raise_for_status()
        return response


def main():
    with Program(sys.argv[1]) as program:
        place = lambda name: os.path.join(program.folder, name)
        said = subprocess.run(
            [program.program, "token", "--account", "sensor-client", "--role", "administrator", "--database", place("records.db"), "--files", place("files"), "--ledger-key", place("ledger.key")],
            capture_output=True, text=True, check=True).stdout
        token = re.search(r"shanhe_\S+", said).group()
        root = program.base + "/sta/v1.1"
        service = Service(root, token)
        read_declared(service)
        thing, stream = write(service)
        ask(service, thing, stream)
        shapes(root, token, program.folder)
        remove(service, thing, stream)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


def read_declared(service):
    """What records declare, with no entity of a client in sight."""
    things = service.things().query().top(5).expand("Locations,Datastreams($expand=Sensor,ObservedProperty)").list()
    must(len(things.entities) == 5, "records with series are read as Things")
    streams = [stream for thing in things.entities for stream in thing.datastreams.entities]
    must(streams and all(stream.sensor.name and stream.observed_property.name and stream.unit_of_measurement for stream in streams), "each series is a Datastream with its Sensor, ObservedProperty and unit")
    every = service.datastreams().query().top(20).count().list()
    must(every.count == len(set(stream.id for stream in every)), f"all {every.count} Datastreams are read over their pages, each once")
    with_values = next((stream for stream in every if stream.get_observations().query().top(1).list().entities), None)
    must(with_values is not None, "a declared series has values")
    if with_values:
        query = with_values.get_observations().query().orderby("phenomenonTime", "desc").top(50).count().list()
        times = []
        for observation in query:
            times.append(observation.phenomenon_time)
            if len(times) == 500:
                break
        must(len(times) == min(500, query.count) and times == sorted(times, reverse=True), f"{len(times)} of {query.count} values are read over pages, the latest first")


def write(service):
    """A device of a client: deep insert, links, single values and rows of them."""
    location = fsc.Location(name="坡顶", description="坡顶", encoding_type="application/geo+json", location=Point((109.6, 31.2)))
    thing = fsc.Thing(name="雨量站", description="在坡上", properties={"owner": "镇政府"}, locations=[location])
    service.create(thing)
    must(bool(thing.id), "a Thing with its Location is made")
    sensor = fsc.Sensor(name="翻斗", description="翻斗式雨量计", encoding_type="text/plain", metadata="0.2 mm")
    observed = fsc.ObservedProperty(name="降雨", definition="http://example.org/rain", description="累计降雨")
    service.create(sensor)
    unit = fsc.UnitOfMeasurement(name="毫米", symbol="mm", definition="ucum:mm")
    stream = fsc.Datastream(
        name="雨量", description="每分钟雨量", observation_type=MEASUREMENT, unit_of_measurement=unit, thing=fsc.Thing(id=thing.id), sensor=fsc.Sensor(id=sensor.id), observed_property=observed)
    service.create(stream)
    read = service.datastreams().query().expand("Thing,Sensor,ObservedProperty").filter(f"id eq '{stream.id}'").list().entities[0]
    must(read.thing.id == thing.id and read.sensor.id == sensor.id and read.observed_property.name == "降雨", "a Datastream is linked to what was there and to what came with it")
    one = fsc.Observation(result=1.5, phenomenon_time="2025-03-09T00:00:00Z", datastream=fsc.Datastream(id=stream.id))
    service.create(one)
    must(service.observations().find(one.id).result == 1.5, "one value is written and read")
    rows = fsc.model.ext.data_array_value.DataArrayValue()
    rows.datastream = fsc.Datastream(id=stream.id)
    rows.components = {rows.Property.PHENOMENON_TIME, rows.Property.RESULT}
    for minute in range(1, 120):
        time = f"2025-03-09T{minute // 60:02}:{minute % 60:02}:00Z"
        rows.add_observation(fsc.Observation(result=minute / 2, phenomenon_time=time, datastream=fsc.Datastream(id=stream.id)))
    document = fsc.model.ext.data_array_document.DataArrayDocument()
    document.add_data_array_value(rows)
    answers = service.observations().create(document)
    must(len(answers) == 119 and all("Observations(" in answer.self_link for answer in answers), "119 values are written as rows, each with its address")
    thing.name = "新雨量站"
    service.update(thing)
    must(service.things().find(thing.id).name == "新雨量站", "a Thing is changed")
    return thing, stream


def ask(service, thing, stream):
    values = lambda condition: len(service.observations().query().filter(f"Datastream/id eq '{stream.id}' and ({condition})").top(1000).list().entities)
    must(values("result gt 58 and phenomenonTime lt 2025-03-09T02:00:00Z") == 3, "values are filtered by result and time")
    must(values("minute(phenomenonTime) eq 30") == 2, "values are filtered by a function of their time")
    every = service.datastreams().find(stream.id).get_observations().query().top(50).list()
    must(len([observation.id for observation in every]) == 120, "120 values are read over pages of 50")
    near = service.things().query().filter("st_within(Locations/location, geography'POLYGON((109.55 31.15,109.65 31.15,109.65 31.25,109.55 31.25,109.55 31.15))')").top(1000).list()
    must(thing.id in [found.id for found in near], "a Thing is found by where it is")


def remove(service, thing, stream):
    service.delete(thing)
    try:
        service.datastreams().find(stream.id)
        must(False, "a Datastream goes with its Thing")
    except requests.exceptions.HTTPError as error:
        must(error.response.status_code == 404, "a Datastream goes with its Thing")


def shapes(root, token, folder):
    """The properties of section 8.2 of OGC 18-088, as JSON Schemas, held against every entity by the validator."""
    text, thing = {"type": "string", "minLength": 1}, {"type": "object"}
    described = {"name": text, "description": {"type": "string"}}
    placed = {**described, "encodingType": text}
    sets = {
        "Things": (described, ["Locations", "HistoricalLocations", "Datastreams"]),
        "Locations": ({**placed, "location": thing}, ["Things", "HistoricalLocations"]),
        "Sensors": ({**placed, "metadata": {}}, ["Datastreams"]),
        "ObservedProperties": ({**described, "definition": {"type": "string", "format": "uri", "minLength": 1}}, ["Datastreams"]),
        "FeaturesOfInterest": ({**placed, "feature": thing}, ["Observations"]),
        "HistoricalLocations": ({"time": text}, ["Thing", "Locations"]),
        "Datastreams": (
            {**described, "observationType": {"type": "string", "pattern": "OM_"}, "unitOfMeasurement": {"type": "object", "required": ["name", "symbol", "definition"]}},
            ["Thing", "Sensor", "ObservedProperty", "Observations"]),
        "Observations": (
            {"phenomenonTime": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT.*Z(/.*Z)?$"}, "result": {}, "resultTime": {"type": ["string", "null"]}},
            ["Datastream", "FeatureOfInterest"]),
    }
    os.makedirs(os.path.join(folder, "schemas"))
    settings = {}
    for name, (properties, ways) in sets.items():
        links = {way + "@iot.navigationLink": {"type": "string", "pattern": "^http"} for way in ways}
        all_of = {"@iot.id": {"type": ["string", "integer"]}, "@iot.selfLink": {"type": "string", "pattern": "^http"}, **properties, **links}
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema", "x-entityType": name, "type": "object", "required": list(all_of),
            "properties": {**all_of, **{extra: {} for extra in ["properties", "resultQuality", "observedArea"]}}, "additionalProperties": False,
        }
        with open(os.path.join(folder, "schemas", name + ".json"), "w") as file:
            json.dump(schema, file)
        settings[name] = {"batch_size": 100, "schema_file": name + ".json"}
    config = os.path.join(folder, "config.yaml")
    with open(config, "w") as file:
        json.dump({
            "server": {"url": root, "timeout": 60, "auth": {"method": "token", "token": token}}, "schemas": {"default_path": os.path.join(folder, "schemas")},
            "output": {"format": "json"}, "entity_settings": settings,
        }, file)
    tool = os.path.join(os.path.dirname(sys.executable), "ogc-sta-validate")
    for name in sets:
        said = subprocess.run([tool, "--config", config, "validate", "--entity-type", name, "--limit", "200"], capture_output=True, text=True)
        valid, invalid = re.search(r'"valid_entities": (\d+)', said.stdout), re.search(r'"invalid_entities": (\d+)', said.stdout)
        holds = said.returncode == 0 and valid and invalid and int(valid.group(1)) > 0 and int(invalid.group(1)) == 0
        must(holds, f"{name}: {valid.group(1) if valid else 0} entities have the shape of the standard")
        if not holds:
            print((said.stdout + said.stderr)[-2000:])


if __name__ == "__main__":
    sys.exit(main())
