using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SharePoint.Recovery;

/// <summary>Something inside a farm that is wanted back: DATABASE, DATABASE:/sites/hr, or DATABASE:/sites/hr:Shared Documents/plan.docx. Neither a site nor an item has a colon in its address.</summary>
/// <param name="Site">Its address on the web application, beginning with a slash; null for the database.</param>
/// <param name="Path">Of a list, a folder, or a document within the site; null for the site.</param>
internal sealed record FarmItem(string Database, string? Site, string? Path)
{
    private const int LongestAddress = 2048;
    private const string Top = "/";

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: it is none of these.</exception>
    public static FarmItem Parse(string text)
    {
        var at = text.IndexOf(":/", StringComparison.Ordinal);
        // Slashes at the end are lost on a command line's way here: "DATABASE:" is the site at the top.
        if (at < 0) return text.EndsWith(':') ? new FarmItem(Checked(text, text[..^1]), Top, null) : new FarmItem(Checked(text, text), null, null);
        var (database, rest) = (text[..at], text[(at + 1)..]);
        var colon = rest.IndexOf(':');
        return colon < 0 ? new FarmItem(Checked(text, database), SiteOf(text, rest), null) : new FarmItem(Checked(text, database), SiteOf(text, rest[..colon]), Checked(text, rest[(colon + 1)..].Trim('/')));
    }

    private static string SiteOf(string text, string site) => Checked(text, site.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : Top);

    private static string Checked(string text, string part) => part.Length is > 0 and <= LongestAddress && !part.Any(char.IsControl) ? part
        : throw new WorkloadException(WorkloadFault.NotRecoverable, $"“{new string([.. text.Take(100).Where(letter => !char.IsControl(letter))])}” names nothing in a farm.", "Name DATABASE, DATABASE:/SITE, or DATABASE:/SITE:LIST/DOCUMENT.");
}
