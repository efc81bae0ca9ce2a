using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SystemState.Backup;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Plans recoveries of a system state from documents alone.</summary>
internal static class StatePlanner
{
    public const string PlanFile = "recovery-plan.txt";

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: there is no such point; <see cref="WorkloadFault.NotPossible"/>: not into a Windows that runs.</exception>
    public static RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, DateTimeOffset now)
    {
        var (point, facts) = Choose(ask, points);
        if (ask.Destination != RecoveryDestination.Folder)
            throw new WorkloadException(WorkloadFault.NotPossible, "The state of a system is not put into a Windows that runs: since Windows Server 2016 its registry cannot be replaced there.",
                $"Recover to a folder, and run {OfflineScript.Name} from it in the Windows Recovery Environment; or recover the computer from a bare-metal point.");
        if (ask.Folder is null) throw new WorkloadException(WorkloadFault.NotRecoverable, "No folder is named.", "Name the folder that the recovery writes to.");
        var reaches = point.Document.Consistent.ToUniversalTime();
        return ask.Items.Count > 0 ? new RecoveryPlan([new PlannedPart(point.Id, ask.Items)], reaches, [.. ask.Items.Select(item => $"Write {item} to {ask.Folder}.")], [])
            : new RecoveryPlan([new PlannedPart(point.Id, [StateDocuments.Folder, FilePlaces.Files])], reaches, [.. Steps(ask.Folder, facts, reaches)], [.. Warnings(facts, DirectoryNotes.TooOld(facts, reaches, now))]);
    }

    public static (PointDocument Point, StateFacts Facts) Choose(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        var fitting = ask.Point is { } id ? points.Where(point => point.Id == id) : points.Where(point => ask.Time is not { } time || point.Document.Consistent <= time);
        return fitting.MaxBy(point => point.Document.Consistent) is { } chosen ? (chosen, StateDocument.Read(chosen.Document))
            : throw new WorkloadException(WorkloadFault.NotRecoverable, ask.Point is { } gone ? $"There is no point {gone}." : "There is no recovery point of that time or before.", "Choose another point.");
    }

    /// <summary>Everything that is done, by the program and by whoever goes on.</summary>
    private static IEnumerable<string> Steps(string folder, StateFacts facts, DateTimeOffset taken)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Write {facts.Files} files of {facts.Computer} ({facts.Length} bytes) and the documents of its writers to {folder}, with {PlanFile} and {OfflineScript.Name}.");
        yield return "Start the computer in the Windows Recovery Environment (its installation medium, or the recovery partition), and connect the folder.";
        yield return $"Run {OfflineScript.Name}: it puts the files over {facts.WindowsFolder}, removes the logs of the registry's present hives, makes hard links of what were hard links, and writes the boot manager anew.";
        foreach (var (index, writer) in facts.Writers.Index()) yield return $"Restored {Ordinal(index + 1)}: {writer.Name} ({string.Join(", ", writer.Components)}); {Method(writer)}.";
        foreach (var note in DirectoryNotes.Of(facts, taken)) yield return note;
        yield return facts.NeedsReboot ? "Start Windows: what its writers demand a restart for is then in place." : "Start Windows.";
    }

    private static IEnumerable<string> Warnings(StateFacts facts, string? tooOld)
    {
        if (tooOld is not null) yield return tooOld;
        yield return facts.HasSecurity
            ? "Owners, access lists, and streams are given back to files on NTFS, that is, to a folder of a Windows computer (recover with its agent). Elsewhere the files come without: over an existing file its own access list stays."
            : "The files come without access lists and times: over an existing file its own access list stays. Onto an empty disk, recover from a bare-metal point instead.";
        foreach (var warning in facts.Warnings) yield return warning;
    }

    private static string Ordinal(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}.");

    /// <summary>What the writer's metadata asks for, and what becomes of it offline.</summary>
    private static string Method(KeptWriter writer) => writer.Method switch
    {
        RestoreMethod.AtReboot or RestoreMethod.AtRebootIfCannotReplace => "would be replaced at a restart; offline, at once",
        RestoreMethod.StopRestoreStart or RestoreMethod.RestoreStopStart => $"its service{(writer.Service is { } service ? $" {service}" : "")} does not run meanwhile",
        RestoreMethod.IfNotThere => "only files that are not there belong back: keep newer ones",
        RestoreMethod.IfCanReplace => "replaced",
        RestoreMethod.ToAlternateLocation => "its writer wants another place: see its document",
        RestoreMethod.Custom => "by a procedure of its own: see its document",
        _ => "its writer says nothing of how; replaced",
    };
}
