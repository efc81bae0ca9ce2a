using System.Globalization;
using System.Text;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Forecasts;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>What somebody wants to recover, and how, while the wizard is open. Its defaults destroy nothing.</summary>
public sealed class RecoverDraft
{
    public const string ToOriginal = "original", ToThisServer = "here", ToAgent = "agent";

    /// <summary>Where it comes from; chosen when the wizard opens.</summary>
    public required RecoverySource Source { get; init; }

    public required RecoveryPointInfo Point { get; init; }

    /// <summary>Paths of what is wanted; empty for everything.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>They lie inside disks of a machine, whose own recovery takes them out.</summary>
    public bool InDisk { get; init; }

    /// <summary>From the vault.</summary>
    public bool IsOnline { get; set; }

    /// <summary>original, here, agent.</summary>
    public string Kind { get; set; } = ToOriginal;

    /// <summary>Production server that is recovered to, where it is another place with an agent.</summary>
    public string Agent { get; set; } = "";

    public string Folder { get; set; } = "";

    /// <summary>copy, skip, overwrite.</summary>
    public string Existing { get; set; } = "copy";

    /// <summary>destination, point.</summary>
    public string Security { get; set; } = "point";

    /// <summary>Where it will be written, as one names it: the folder, and the server where it is not Holdfast's own.</summary>
    public (string? Server, string Folder) Target => Kind switch
    {
        ToOriginal => (Source.ServerName, Source.Path),
        ToAgent => (Agent, Folder.Trim()),
        _ => (null, Folder.Trim()),
    };

    /// <summary>What is wrong with the destination, in words; null: nothing.</summary>
    public string? DestinationProblem(Texts texts) => Kind switch
    {
        ToOriginal => null,
        ToAgent when Agent.Length == 0 => texts["Choose the server to recover to."],
        _ when Folder.Trim().Length == 0 => texts["Name the folder to recover to."],
        ToThisServer when !IsAbsolute(Folder.Trim()) => texts["Name the folder in full, such as /srv/recovered."],
        ToAgent when !IsAbsolute(Folder.Trim()) => texts["Name the folder in full, such as {0} or {1}.", "/srv/recovered", @"D:\Recovered"],
        _ => null,
    };

    private bool AsFiles => Source.IsApplication && !InDisk;

    public RecoverRequest Request() => new(
        Source.Place.Source, Point.Id, Items, Kind == ToOriginal ? null : Folder.Trim(), Kind == ToOriginal, IsOnline, Existing, Security, Source.Place.Server, Kind == ToAgent ? Agent : null)
    {
        AsFiles = AsFiles,
    };

    public ForecastRequest Forecast() => new(Source.Place.Source, Point.Id, Items, IsOnline, Source.Place.Server);

    /// <summary>The command that does the same, for a POSIX shell.</summary>
    public string CommandLine()
    {
        var line = new StringBuilder("holdfast ");
        if (Source.Place.Server is { } server) line.Append("external recover ").Append(Quoted(server)).Append(' ');
        else line.Append("recover ");
        line.Append(Quoted(Source.Place.Source)).Append(" --at ").Append(Quoted(Point.Id));
        foreach (var item in Items) line.Append(" --item ").Append(Quoted(item));
        if (Kind == ToOriginal) line.Append(" --original");
        else line.Append(" --to ").Append(Quoted(Folder.Trim()));
        if (Kind == ToAgent) line.Append(" --server ").Append(Quoted(Agent));
        if (InDisk) line.Append(Existing == "overwrite" ? " --overwrite" : "");
        else line.Append(CultureInfo.InvariantCulture, $" --existing {Existing} --security {Security}");
        if (AsFiles) line.Append(" --as-files");
        if (IsOnline && Source.Place.Server is null) line.Append(" --online");
        return line.Append(" --wait").ToString();
    }

    internal static bool IsAbsolute(string folder) =>
        folder.StartsWith('/') || folder.StartsWith(@"\\", StringComparison.Ordinal) || (folder is [var letter, ':', '\\' or '/', ..] && char.IsAsciiLetter(letter));

    internal static string Quoted(string text) =>
        text.Length > 0 && text.All(one => char.IsAsciiLetterOrDigit(one) || "-_./:@%+,".Contains(one)) ? text : "'" + text.Replace("'", @"'\''") + "'";
}
