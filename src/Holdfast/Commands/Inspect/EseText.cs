using Holdfast.Agent.Inspection;
using Holdfast.Output;

namespace Holdfast.Commands.Inspect;

/// <summary>A file of the Extensible Storage Engine, for people.</summary>
internal static class EseText
{
    internal static void Write(TextWriter text, InspectedEse file)
    {
        text.WriteLine($"{file.File switch { "database" => "Database", "log" => "Log", _ => "Checkpoint" }} of the Extensible Storage Engine");
        Line(text, "format", file.Version);
        Line(text, "state", State(file));
        Line(text, "generation", file.Generation is { } generation ? $"{generation:X}{(file.CircularLogging == true ? ", circular logging" : "")}" : null);
        Line(text, "begun", Time(file.Created));
        Line(text, "opened", Time(file.Attached));
        Line(text, "consistent", Time(file.Consistent));
        Line(text, "position", file.Position);
        Line(text, "full backup", Time(file.LastFullBackup));
        Line(text, "database", file.DatabaseSignature);
        Line(text, "logs", file.LogSignature);
        Line(text, "page size", file.PageSize is { } size ? Quantity.Bytes(size) : null);
        if (file.Pages > 0) Line(text, file.File == "log" ? "segments" : "pages", $"{file.Pages}, of which {file.PagesEmpty} empty, {file.PagesDamaged} damaged{(file.PagesOneBit > 0 ? $" ({file.PagesOneBit} by one bit)" : "")}");
        foreach (var page in file.DamagedPages) Line(text, "damaged", $"page {page.Page} at byte {page.Offset}");
    }

    private static string? State(InspectedEse file) => file.State is null ? null
        : file.LastLogRequired is { } last ? $"{file.State}: needs the logs {file.FirstLogRequired:X} to {last:X}{(file.LastLogCommitted > last ? $", and those up to {file.LastLogCommitted:X} to lose nothing" : "")}"
        : file.State;

    private static string? Time(DateTimeOffset? time) => time is { } moment ? Quantity.Time(moment) : null;

    private static void Line(TextWriter text, string label, string? value)
    {
        if (value is not null) text.WriteLine($"  {label,-12} {value}");
    }
}
