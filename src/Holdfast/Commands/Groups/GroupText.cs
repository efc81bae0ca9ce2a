using Holdfast.CommandLine;
using Holdfast.Commands.Protection;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Groups;

/// <summary>Shows one group, as it is or as a command has left it.</summary>
internal static class GroupText
{
    internal static int Show(Session session, GroupInfo group)
    {
        session.Result.Show(group, ApiJson.Default.GroupInfo, text =>
        {
            text.WriteLine($"{group.Name}  ({group.Id}){(group.Suspended ? "  SUSPENDED" : "")}");
            Line(text, "on disk", Quantity.Of(group.RetentionDays, "day", "days"));
            Line(text, "in the vault", InVault(group));
            PolicyText.Write(text, group.Policy);
            if (group.Exclude.Count + group.ExcludeExtensions.Count > 0) Line(text, "excluded", string.Join(", ", group.Exclude.Concat(group.ExcludeExtensions)));
            Line(text, "members", Quantity.Of(group.Sources.Count, "datasource", "datasources"));
            foreach (var run in group.Schedules)
                Line(text, $"next {PolicyText.Words(run.Kind)}", $"{Quantity.Time(run.Due)}{(run.LastRun is { } last ? $"; last {Quantity.Time(last)}: {run.LastResult}" : "")}");
            if (group.Sources.Count == 0) return;
            text.WriteLine();
            SourceListCommand.Table(group.Sources).Write(text);
        });
        return ExitCode.Done;
    }

    internal static void Line(TextWriter text, string name, string value) => text.WriteLine($"  {name,-12}  {value}");

    // A member can be sent without its group saying so: `holdfast protect --online` asks for it path by path.
    internal static string InVault(GroupInfo group)
    {
        var sent = group.Online ? group.Sources.Count : group.Sources.Count(source => source.Online);
        var days = Quantity.Of(group.OnlineRetentionDays, "day", "days");
        return group.Online || sent == group.Sources.Count && sent > 0 ? days : sent == 0 ? "not sent" : $"{days} ({sent} of {group.Sources.Count} members)";
    }
}
