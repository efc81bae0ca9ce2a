using System.Text.RegularExpressions;
using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Keys;
using Holdfast.Format.Packs;

namespace Holdfast.Format.Tests;

/// <summary>The test values of docs/format.md §15: the page and the program say the same, in this build and in every later one.</summary>
public sealed partial class FormatVectorTests
{
    private static readonly Keyring Keyring = new(
        RepositoryId.Read([.. Enumerable.Range(0, 16).Select(i => (byte)i)]), Repeat(0xA1), Repeat(0xA2), new Dictionary<uint, byte[]> { [1] = Repeat(0xA3) });

    private readonly Dictionary<string, string> page = ReadPage();

    [Fact]
    public void Pack_OfThePage_HasItsKeysAndMarker()
    {
        var key = PackKey.Create(Keyring, new RisingBytes(0x40));
        Same("seal key of the pack", key.SealKey);
        Same("marker key of the pack", key.MarkerKey);
        Same("commitment of the pack", key.Header[64..]);

        using var sealer = new RecordSealer(key);
        var record = new byte[PackLayout.RecordSize(0)];
        sealer.Seal(3, new RecordHeader(default, ChunkKind.Content, ChunkCodec.Stored, 0, 0), [], record);
        Same("marker of slot 3", record.AsSpan(0, 16));
    }

    [Fact]
    public void Object_OfThePage_HasItsKeys()
    {
        var salt = new byte[32];
        new RisingBytes(0x60).Fill(salt);
        var keys = Keyring.Derive(1, salt, "holdfast object v1"u8, 64);
        Same("seal key of the object", keys.AsSpan(0, 32));
        Same("commitment of the object", SealedObject.Seal(Keyring, "points/aa/bb", [], new RisingBytes(0x60)).AsSpan(64, 32));
    }

    [Fact]
    public void Chunks_OfThePage_HaveTheirIds()
    {
        Same("id of the chunk \"abc\"", Blake3.KeyedHash(Keyring.ChunkIdKey, "abc"u8).ToArray());
        Same("id of the chunk of 5000 zeros", Blake3.KeyedHash(Keyring.ChunkIdKey, new byte[5000]).ToArray());
    }

    [Fact]
    public void Argon2id_OfThePage_DerivesItsBytes()
    {
        var salt = new byte[16];
        new RisingBytes(0).Fill(salt);
        Same("argon2id, 8 mib, 1 pass", new PassphraseKdf(PassphraseKdf.Argon2id, 8 * 1024, 1).Derive("correct horse battery staple", salt));
    }

    private void Same(string name, ReadOnlySpan<byte> value) => Assert.Equal(page[name], Convert.ToHexStringLower(value));

    private static byte[] Repeat(byte value) => [.. Enumerable.Repeat(value, 32)];

    private static Dictionary<string, string> ReadPage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "docs", "format.md"))) folder = folder.Parent ?? throw new FileNotFoundException("docs/format.md");
        var text = File.ReadAllText(Path.Join(folder.FullName, "docs", "format.md"));
        return Row().Matches(text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    [GeneratedRegex("^\\| ([^|`]+) \\| `([0-9a-f]+)` \\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
