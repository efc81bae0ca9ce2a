using System.Globalization;
using System.Text;
using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Inventory;

/// <summary>Reads what is shared from smb.conf(5) and exports(5).</summary>
internal static class ShareFiles
{
    /// <summary>Sections with a path that are no printers; paths with variables are left out, because there is no one folder that they mean.</summary>
    internal static IEnumerable<Protectable> Samba(IEnumerable<string> lines)
    {
        string? section = null, path = null;
        var printable = false;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')).Append("[]"))
        {
            if (line[0] == '[' && line[^1] == ']')
            {
                if (section is not null && !section.Equals("global", StringComparison.OrdinalIgnoreCase) && path is not null && !printable && !path.Contains('%'))
                    yield return new Protectable { Kind = "share", Path = path, Name = section, FileSystem = "smb" };
                (section, path, printable) = (line[1..^1].Trim(), null, false);
                continue;
            }
            var parts = line.Split('=', 2);
            if (parts.Length < 2) continue;
            var (key, value) = (parts[0].Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), parts[1].Trim().Trim('"'));
            if (key is "path" or "directory") path = value;
            else if (key is "printable" or "printok") printable = value.ToLowerInvariant() is "yes" or "true" or "1";
        }
    }

    /// <summary>The first word of each line: quoted, or with octal escapes.</summary>
    internal static IEnumerable<Protectable> Exports(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0))
            if (line[0] is '/' or '"' && Path(line) is { Length: > 0 } path)
                yield return new Protectable { Kind = "share", Path = path, Name = path, FileSystem = "nfs" };
    }

    private static string Path(string line)
    {
        var bytes = new List<byte>();
        var isQuoted = line[0] == '"';
        for (var at = isQuoted ? 1 : 0; at < line.Length; at++)
        {
            var character = line[at];
            if (isQuoted ? character == '"' : char.IsWhiteSpace(character)) break;
            if (character == '\\' && at + 3 < line.Length && TryOctal(line.AsSpan(at + 1, 3), out var value))
            {
                bytes.Add(value);
                at += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([character]));
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool TryOctal(ReadOnlySpan<char> digits, out byte value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7') return false;
        }
        var number = Convert.ToInt32(digits.ToString(), 8);
        if (number > byte.MaxValue) return false;
        value = byte.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return true;
    }
}
