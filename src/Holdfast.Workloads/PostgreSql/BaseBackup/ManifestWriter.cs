using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>Writes a manifest in the lines that PostgreSQL writes, so that it and pg_verifybackup read it.</summary>
internal static class ManifestWriter
{
    public static byte[] Write(BackupManifest manifest)
    {
        var text = new StringBuilder(256 + (manifest.Files.Count * 160));
        text.Append(CultureInfo.InvariantCulture, $"{{ \"PostgreSQL-Backup-Manifest-Version\": {manifest.Version},\n");
        if (manifest.SystemIdentifier is { } system) text.Append(CultureInfo.InvariantCulture, $"\"System-Identifier\": {system},\n");
        text.Append("\"Files\": [");
        var separator = "\n";
        foreach (var (path, file) in manifest.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(path.StartsWith("hex:", StringComparison.Ordinal) ? $"{{ \"Encoded-Path\": \"{path[4..]}\", " : $"{{ \"Path\": \"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(path)}\", ");
            text.Append(CultureInfo.InvariantCulture, $"\"Size\": {file.Size}, \"Last-Modified\": \"{file.Modified}\"");
            if (file is { Algorithm: { } algorithm, Checksum: { } checksum }) text.Append(CultureInfo.InvariantCulture, $", \"Checksum-Algorithm\": \"{algorithm}\", \"Checksum\": \"{checksum}\"");
            text.Append(" }");
            separator = ",\n";
        }
        text.Append("\n],\n\"WAL-Ranges\": [");
        separator = "\n";
        foreach (var range in manifest.Ranges)
        {
            text.Append(separator).Append(CultureInfo.InvariantCulture, $"{{ \"Timeline\": {range.Timeline}, \"Start-LSN\": \"{range.Start}\", \"End-LSN\": \"{range.End}\" }}");
            separator = ",\n";
        }
        text.Append("\n],\n");
        var body = Encoding.UTF8.GetBytes(text.ToString());
        return [.. body, .. Encoding.ASCII.GetBytes($"\"Manifest-Checksum\": \"{Convert.ToHexStringLower(SHA256.HashData(body))}\"}}\n")];
    }
}
