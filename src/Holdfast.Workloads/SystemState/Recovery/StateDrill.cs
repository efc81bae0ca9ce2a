using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SystemState.Backup;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Proves a point of a system state: every file is read, the documents are read, and the hives of the registry are hives.</summary>
internal static class StateDrill
{
    private const string WritersFolder = StateDocuments.Folder + "/writers/";

    public static DrillOutcome Run(DrillTask task, IPointContent content, CancellationToken cancellation)
    {
        var facts = StateDocument.Read(task.Point.Document);
        var (findings, files, length, hives) = (new List<string>(), 0L, 0L, 0);
        task.Progress.Phase("reading the system state");
        try
        {
            foreach (var (path, _) in content.Files(task.Point.Id, StateDocuments.Folder)) Document(content, task.Point.Id, path);
            foreach (var (path, _) in content.Files(task.Point.Id, FilePlaces.Files))
            {
                cancellation.ThrowIfCancellationRequested();
                using var file = content.OpenRead(task.Point.Id, path);
                if (IsHive(path)) hives += RequireHive(path, file);
                length += Drain(file, task.Progress, cancellation);
                files++;
            }
        }
        catch (Exception error) when (error is IOException or MalformedFileException)
        {
            return new DrillOutcome(DrillDepth.Planned, false, [error.Message], null);
        }
        findings.Add(string.Create(CultureInfo.InvariantCulture, $"{files} files with {length} bytes were read; {hives} of them are hives of the registry."));
        var isWhole = files == facts.Files && length == facts.Length && hives >= RegistryHives.Required.Count;
        if (!isWhole) findings.Add(string.Create(CultureInfo.InvariantCulture, $"The point's document names {facts.Files} files with {facts.Length} bytes, and at least {RegistryHives.Required.Count} hives are needed."));
        return new DrillOutcome(DrillDepth.Read, isWhole, findings, null);
    }

    private static void Document(IPointContent content, string point, string path)
    {
        using var file = content.OpenRead(point, path);
        if (path.StartsWith(WritersFolder, StringComparison.Ordinal)) VssDocuments.ReadWriter(file);
        else VssDocuments.ReadComponents(file);
    }

    private static bool IsHive(string path)
    {
        var place = path.Replace('/', '\\');
        return RegistryHives.Required.Any(hive => place.EndsWith(RegistryHives.Folder + hive, StringComparison.OrdinalIgnoreCase));
    }

    private static int RequireHive(string path, Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual("regf"u8)) throw new MalformedFileException(0, $"the hive {path}, which begins with regf", "something else");
        file.Position = 0;
        return 1;
    }

    private static long Drain(Stream file, IWorkloadProgress progress, CancellationToken cancellation)
    {
        var (piece, total) = (new byte[64 << 10], 0L);
        while (file.Read(piece) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Read(read);
            total += read;
        }
        return total;
    }
}
