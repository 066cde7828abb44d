// Reads what our tests wrote with Go's own packages for transparency logs, golang.org/x/mod/sumdb/tlog and note:
// a second opinion by those who invented the formats.
//
//	check FOLDER
//
// The folder holds tiles and bundles at their paths, “checkpoint”, “key” (of the log), “origin” and “proofs”, a line for each:
//
//	inclusion INDEX SIZE HASH…
//	consistency OLD NEW HASH…
//
// Accepted, it prints “ok” and leaves a note of its own in “go-note” and “go-key”; otherwise it says what is wrong and ends with 1.
package main

import (
	"bufio"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var folder string

func fail(format string, arguments ...interface{}) {
	fmt.Printf(format+"\n", arguments...)
	os.Exit(1)
}

func read(name string) []byte {
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		fail("%s cannot be read", name)
	}
	return data
}

// Go's paths carry the height of tiles; those of C2SP leave it out, since it is always 8.
type tiles struct{}

func (tiles) Height() int { return 8 }

func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var result [][]byte
	for _, tile := range wanted {
		result = append(result, read(strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return result, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func checkEntries(size int64, hashes tlog.HashReader) {
	for start := int64(0); start < size; start += 256 {
		width := size - start
		if width > 256 {
			width = 256
		}
		path := strings.Replace(tlog.Tile{H: 8, L: 0, N: start / 256, W: int(width)}.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle := read(path)
		var places []int64
		for index := start; index < start+width; index++ {
			places = append(places, tlog.StoredHashIndex(0, index))
		}
		stored, err := hashes.ReadHashes(places)
		if err != nil {
			fail("the hashes of %s: %v", path, err)
		}
		for index := start; index < start+width; index++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				fail("%s is cut off", path)
			}
			length := int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:2+length]) != stored[index-start] {
				fail("entry %d does not have its hash", index)
			}
			bundle = bundle[2+length:]
		}
		if len(bundle) != 0 {
			fail("%s is too long", path)
		}
	}
}

func checkProofs(size int64, hashes tlog.HashReader) {
	scanner := bufio.NewScanner(strings.NewReader(string(read("proofs"))))
	for scanner.Scan() {
		words := strings.Fields(scanner.Text())
		first, _ := strconv.ParseInt(words[1], 10, 64)
		second, _ := strconv.ParseInt(words[2], 10, 64)
		var path []tlog.Hash
		for _, word := range words[3:] {
			var hash tlog.Hash
			if n, err := hex.Decode(hash[:], []byte(word)); n != tlog.HashSize || err != nil {
				fail("%s is not a hash", word)
			}
			path = append(path, hash)
		}
		root, err := tlog.TreeHash(second, hashes)
		if err != nil {
			fail("root of %d: %v", second, err)
		}
		switch words[0] {
		case "inclusion":
			leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, first)})
			if err != nil {
				fail("hash of %d: %v", first, err)
			}
			if err := tlog.CheckRecord(path, second, root, first, leaf[0]); err != nil {
				fail("inclusion of %d in %d: %v", first, second, err)
			}
		case "consistency":
			old, err := tlog.TreeHash(first, hashes)
			if err != nil {
				fail("root of %d: %v", first, err)
			}
			if err := tlog.CheckTree(path, second, root, first, old); err != nil {
				fail("consistency of %d and %d: %v", first, second, err)
			}
		default:
			fail("%s?", words[0])
		}
	}
}

func main() {
	folder = os.Args[1]
	log, err := note.NewVerifier(strings.TrimSpace(string(read("key"))))
	if err != nil {
		fail("key: %v", err)
	}
	opened, err := note.Open(read("checkpoint"), note.VerifierList(log))
	if err != nil {
		fail("checkpoint: %v", err)
	}
	origin := string(read("origin"))
	if !strings.HasPrefix(opened.Text, origin+"\n") {
		fail("checkpoint: it belongs to another log")
	}
	// Go reads the same three lines, only under its own name.
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + opened.Text[len(origin)+1:]))
	if err != nil {
		fail("checkpoint: %v", err)
	}
	// This reader checks every tile against the root in the checkpoint.
	hashes := tlog.TileHashReader(tree, tiles{})
	checkEntries(tree.N, hashes)
	checkProofs(tree.N, hashes)

	secret, public, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		fail("new key: %v", err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		fail("new key: %v", err)
	}
	opened.Sigs, opened.UnverifiedSigs = append(opened.Sigs, opened.UnverifiedSigs...), nil
	signed, err := note.Sign(opened, signer)
	if err != nil {
		fail("signing: %v", err)
	}
	os.WriteFile(filepath.Join(folder, "go-note"), signed, 0o600)
	os.WriteFile(filepath.Join(folder, "go-key"), []byte(public), 0o600)
	os.WriteFile(filepath.Join(folder, "go-secret"), []byte(secret), 0o600)
	fmt.Println("ok")
}
