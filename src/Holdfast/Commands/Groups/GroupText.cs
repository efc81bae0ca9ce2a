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
            text.WriteLine($"{group.Name}  ({group.Id})");
            text.WriteLine($"  on disk       {Quantity.Of(group.RetentionDays, "day", "days")}");
            text.WriteLine($"  in the vault  {InVault(group)}");
            text.WriteLine($"  members       {Quantity.Of(group.Sources.Count, "datasource", "datasources")}");
            if (group.Sources.Count == 0) return;
            text.WriteLine();
            SourceListCommand.Table(group.Sources).Write(text);
        });
        return ExitCode.Done;
    }

    // A member can be sent without its group saying so: `holdfast protect --online` asks for it path by path.
    internal static string InVault(GroupInfo group)
    {
        var sent = group.Online ? group.Sources.Count : group.Sources.Count(source => source.Online);
        var days = Quantity.Of(group.OnlineRetentionDays, "day", "days");
        return group.Online || sent == group.Sources.Count && sent > 0 ? days : sent == 0 ? "not sent" : $"{days} ({sent} of {group.Sources.Count} members)";
    }
}
