using System.Text.Json;
using Holdfast.Format.Hashing;

namespace Holdfast.Format.Tests.Hashing;

/// <summary>The official test vectors, and inputs in their pattern.</summary>
internal static class Blake3Vectors
{
    public const string Context = "BLAKE3 2019-12-27 16:29:52 test vectors context";

    public static readonly Blake3VectorCase[]? Official = Load();

    /// <summary>Bytes 0…250, repeated.</summary>
    public static byte[] Input(int length)
    {
        var input = new byte[length];
        for (var i = 0; i < length; i++) input[i] = (byte)(i % 251);
        return input;
    }

    public static string Hex(in Blake3Mode mode, ReadOnlySpan<byte> input, int outputLength)
    {
        var output = new byte[outputLength];
        Blake3.Hash(in mode, input, output);
        return Convert.ToHexStringLower(output);
    }

    private static Blake3VectorCase[]? Load()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx"))) folder = folder.Parent;
        if (folder?.Parent is null) return null;
        var path = Path.Combine(folder.Parent.FullName, "shared", "artefacts", "blake3", "test_vectors.json");
        if (!File.Exists(path)) return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("cases").Deserialize<Blake3VectorCase[]>(
            new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
    }
}
