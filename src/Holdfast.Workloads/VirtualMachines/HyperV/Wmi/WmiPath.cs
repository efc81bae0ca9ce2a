using System.Text;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>Paths of objects: \\HOST\namespace:Class.Key="value",Key2="value".</summary>
internal static class WmiPath
{
    private const int Longest = 4096;

    /// <summary>The value of one key of an object's path, without escapes; null where the path has no such key, or is none.</summary>
    public static string? Key(string? path, string key)
    {
        if (path is null || path.Length > Longest) return null;
        var from = 0;
        while (path.IndexOf(key + "=\"", from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found)
        {
            from = found + key.Length + 2;
            if (found > 0 && path[found - 1] is '.' or ',') return Unquote(path, from);
        }
        return null;
    }

    /// <summary>Text inside a WQL condition.</summary>
    public static string Quote(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    private static string? Unquote(string path, int from)
    {
        var value = new StringBuilder();
        for (var at = from; at < path.Length; at++)
        {
            if (path[at] == '"') return value.ToString();
            if (path[at] == '\\' && at + 1 < path.Length) at++;
            value.Append(path[at]);
        }
        return null;
    }
}
