using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Output;

namespace Holdfast.Commands.Groups;

/// <summary>Shows what a changed policy would do.</summary>
internal static class WhatIfText
{
    internal static int Show(Session session, WhatIfInfo found)
    {
        session.Result.Show(found, ApiJson.Default.WhatIfInfo, text =>
        {
            foreach (var member in found.Members) WriteMember(text, member);
            if (found.Members.Count == 0) text.WriteLine("There are no recovery points yet.");
            var lost = found.Members.Sum(member => member.Points.Count(point => point.Change == "lost"));
            text.WriteLine($"{Quantity.Of(lost, "recovery point", "recovery points")} would be lost; {Freed(found)}.");
        });
        return ExitCode.Done;
    }

    private static void WriteMember(TextWriter text, WhatIfMember member)
    {
        text.WriteLine($"{member.Path}, {(member.Place == "disk" ? "on disk" : "in the vault")}");
        var table = new TextTable("CREATED", "CHANGE", "UNTIL NOW", "UNTIL THEN", "BECAUSE", "ID");
        foreach (var point in member.Points)
            table.Add(Quantity.Time(point.Created), point.Change, Quantity.Time(point.UntilNow), Quantity.Time(point.Until), point.Because, point.Id);
        table.Write(text);
        text.WriteLine();
    }

    private static string Freed(WhatIfInfo found) => found.BytesFreed switch
    {
        null => "how much space that frees could not be counted in time",
        { } bytes when found.IsExact => $"{Quantity.Bytes(bytes)} come free",
        { } bytes => $"at most {Quantity.Bytes(bytes)} come free (estimate: other datasources may share them)",
    };
}
