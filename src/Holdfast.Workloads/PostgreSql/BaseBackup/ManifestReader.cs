using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Format;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>Reads a backup manifest: JSON that ends with the SHA-256 of everything before its last line. PostgreSQL manual, "Backup Manifest Format".</summary>
internal static class ManifestReader
{
    /// <summary>A cluster with a million files has one of 200 MB.</summary>
    public const int Longest = 512 << 20;

    /// <exception cref="MalformedDataException">It is not one, or was changed.</exception>
    public static BackupManifest Read(ReadOnlySpan<byte> json)
    {
        CheckSum(json);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            return Parse(ref reader);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new MalformedDataException($"The backup manifest is malformed at its byte {reader.BytesConsumed}: {error.Message}", error);
        }
    }

    private static void CheckSum(ReadOnlySpan<byte> json)
    {
        var line = json.TrimEnd((byte)'\n').LastIndexOf((byte)'\n') + 1;
        var last = json[line..];
        const string Key = "\"Manifest-Checksum\": \"";
        if (!last.StartsWith(Encoding.ASCII.GetBytes(Key)) || last.Length < Key.Length + 64) throw new MalformedDataException($"The backup manifest has no checksum at its end (byte {line}).");
        if (!Convert.ToHexStringLower(SHA256.HashData(json[..line])).Equals(Encoding.ASCII.GetString(last.Slice(Key.Length, 64)), StringComparison.OrdinalIgnoreCase))
            throw new MalformedDataException("The backup manifest's own checksum does not hold.");
    }

    private static BackupManifest Parse(ref Utf8JsonReader reader)
    {
        var version = 0;
        ulong? system = null;
        var files = new Dictionary<string, ManifestFile>(StringComparer.Ordinal);
        var ranges = new List<WalRange>();
        Next(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "PostgreSQL-Backup-Manifest-Version": version = reader.GetInt32(); break;
                case "System-Identifier": system = reader.GetUInt64(); break;
                case "Files": ReadFiles(ref reader, files); break;
                case "WAL-Ranges": ReadRanges(ref reader, ranges); break;
                default: reader.Skip(); break;
            }
        }
        if (version is not (1 or 2)) throw new FormatException($"version {version} is not known");
        return new BackupManifest(version, system, files, ranges);
    }

    private static void ReadFiles(ref Utf8JsonReader reader, Dictionary<string, ManifestFile> files)
    {
        Is(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? path = null, modified = null, algorithm = null, checksum = null;
            long size = -1;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                switch (name)
                {
                    case "Path": path = reader.GetString(); break;
                    case "Encoded-Path": path = "hex:" + reader.GetString(); break;
                    case "Size": size = reader.GetInt64(); break;
                    case "Last-Modified": modified = reader.GetString(); break;
                    case "Checksum-Algorithm": algorithm = reader.GetString(); break;
                    case "Checksum": checksum = reader.GetString()?.ToLowerInvariant(); break;
                    default: reader.Skip(); break;
                }
            }
            if (string.IsNullOrEmpty(path) || size < 0 || !files.TryAdd(path, new ManifestFile(size, modified ?? "", algorithm is null ? null : string.Intern(algorithm), checksum)))
                throw new FormatException("a file has no path or size, or is named twice");
        }
    }

    private static void ReadRanges(ref Utf8JsonReader reader, List<WalRange> ranges)
    {
        Is(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            uint timeline = 0;
            Lsn start = default, end = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                switch (name)
                {
                    case "Timeline": timeline = reader.GetUInt32(); break;
                    case "Start-LSN": start = Lsn.Parse(reader.GetString() ?? ""); break;
                    case "End-LSN": end = Lsn.Parse(reader.GetString() ?? ""); break;
                    default: reader.Skip(); break;
                }
            }
            if (timeline == 0 || end < start || ranges.Count == 10_000) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"range {ranges.Count} of the log is none"));
            ranges.Add(new WalRange(timeline, start, end));
        }
    }

    private static void Next(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        Is(ref reader, type);
    }

    private static void Is(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type) throw new FormatException($"{type} was expected");
    }
}
