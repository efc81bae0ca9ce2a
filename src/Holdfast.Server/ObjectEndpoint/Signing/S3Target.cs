using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>What a request line names, decoded once and never normalized: dots and double slashes are part of a key and lead nowhere.</summary>
/// <param name="Path">Begins with a slash.</param>
/// <param name="Query">In the order of the request; each name once.</param>
internal sealed record S3Target(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    private const int MostPairs = 64;

    /// <exception cref="S3Exception">InvalidURI.</exception>
    internal static S3Target Parse(string raw)
    {
        if (!raw.StartsWith('/')) throw Wrong();
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        var path = PercentCode.Decode(mark < 0 ? raw : raw.AsSpan(0, mark)) ?? throw Wrong();
        var query = new List<KeyValuePair<string, string>>();
        if (mark < 0) return new S3Target(path, query);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var range in raw.AsSpan(mark + 1).Split('&'))
        {
            var pair = raw.AsSpan(mark + 1)[range];
            if (pair.IsEmpty) continue;
            var sign = pair.IndexOf('=');
            var name = PercentCode.Decode(sign < 0 ? pair : pair[..sign]) ?? throw Wrong();
            var value = sign < 0 ? "" : PercentCode.Decode(pair[(sign + 1)..]) ?? throw Wrong();
            // A name that comes twice means one thing to whoever checks and another to whoever obeys.
            if (!names.Add(name) || query.Count == MostPairs) throw Wrong();
            query.Add(new(name, value));
        }
        return new S3Target(path, query);
    }

    /// <summary>Null where the request has no such name; empty where it has no value.</summary>
    internal string? Value(string name)
    {
        foreach (var pair in Query)
            if (pair.Key == name) return pair.Value;
        return null;
    }

    private static S3Exception Wrong() => new(S3Error.InvalidUri, "The address of the request cannot be read.");
}
