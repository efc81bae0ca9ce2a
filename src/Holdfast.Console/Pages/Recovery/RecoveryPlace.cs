using System.Globalization;
using System.Text;
using Holdfast.Console.Hosting;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>A datasource whose recovery points are looked at, and the addresses of its pages.</summary>
/// <param name="Server">Id of another server of the vault; null for this server's own.</param>
/// <param name="Source">Id of the datasource.</param>
public sealed record RecoveryPlace(string? Server, string Source)
{
    /// <summary>It is recovered as itself, to a moment; its files are a page beside that.</summary>
    public bool IsApplication { get; init; }

    /// <summary>Page of the newest point.</summary>
    public string Home => Server is null ? "/recovery/" + Escaped(Source) : $"/recovery/external/{Escaped(Server)}/{Escaped(Source)}";

    /// <summary>A folder of a point.</summary>
    /// <param name="path">Empty or null for the root.</param>
    /// <param name="isOnline">From the vault although the point lies on disk as well.</param>
    /// <param name="item">Path of the item whose details are open.</param>
    public string Folder(string point, string? path = null, bool isOnline = false, string? since = null, string? item = null) =>
        Address($"{Home}/{Escaped(point)}", ("path", path), From(isOnline), ("since", since), ("item", item), ("view", IsApplication ? "files" : null));

    /// <summary>Of applications: the moments of a day.</summary>
    /// <param name="point">Id of the point whose moment is meant; null: none.</param>
    /// <param name="at">The chosen moment.</param>
    public string Moments(string? point = null, DateOnly? day = null, DateTimeOffset? at = null, bool isOnline = false) =>
        Address(point is null ? Home : $"{Home}/{Escaped(point)}", ("day", day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("at", at is { } time ? UtcTimeConverter.Format(time) : null), From(isOnline));

    /// <summary>The wizard of an application.</summary>
    /// <param name="at">Id of a point, latest, or an RFC 3339 time.</param>
    public string RecoverApplication(string at, bool isOnline = false) => Address(Home + "/application", ("at", at), From(isOnline));

    /// <summary>One item in all points.</summary>
    public string Versions(string path, bool isOnline = false) => Address(Home + "/versions", ("path", path), From(isOnline));

    /// <summary>The wizard, for one item, for what is in the basket, or for everything.</summary>
    public string Recover(string point, bool isOnline = false, string? path = null, bool isBasket = false) =>
        Address($"{Home}/{Escaped(point)}/recover", ("path", path), From(isOnline), ("items", isBasket ? "basket" : null));

    /// <summary>Where a browser gets the bytes of a file from.</summary>
    public string Download(string point, string path, bool isOnline = false) =>
        Address(DownloadEndpoint.Path, ("source", Source), ("point", point), ("path", path), From(isOnline), ("server", Server));

    /// <summary>Folder that an item lies in, empty for the root.</summary>
    public static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    /// <summary>The last part of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static (string, string?) From(bool isOnline) => ("from", isOnline ? "vault" : null);

    private static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value)) continue;
            text.Append(separator).Append(name).Append('=').Append(Escaped(value));
            separator = '&';
        }
        return text.ToString();
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
