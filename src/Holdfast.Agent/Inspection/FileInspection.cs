using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Disks.Inspecting;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Agent.Inspection;

/// <summary>Looks into a file that an application or a platform made.</summary>
public static class FileInspection
{
    /// <summary>Reads all of a file. That it is damaged is part of the result.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.InspectedUnknown"/>, <see cref="ErrorCode.InspectedUnreadable"/>.</exception>
    public static InspectedFile Run(string path, CancellationToken cancellation) => Open<InspectedFile>(path, (inspector, file) => inspector.Inspect(file, cancellation) switch
    {
        SqlBackupFindings backup => SqlBackupView.Of(backup),
        VssDocumentFindings document => VssDocumentView.Of(document),
        DiskFindings disk => DiskView.Of(disk),
        EseFindings ese => EseView.Of(ese),
        UsnJournalFindings journal => new InspectedUsnJournal(
            journal.IsIntact, journal.Fault is { } fault ? new InspectedProblem(ErrorCode.InspectedMalformed, fault.Message, fault.Offset) : null, journal.Records, journal.First, journal.Last, journal.Reasons),
        var other => throw new InvalidOperationException($"{other.GetType().Name} has no view."),
    });

    /// <summary>Lists a folder inside a file.</summary>
    /// <param name="inside">From the number of a partition on, such as 1/Windows; empty: the partitions.</param>
    /// <exception cref="HoldfastException">Also <see cref="ErrorCode.InspectedHoldsNoFiles"/>, <see cref="ErrorCode.InspectedNoSuchPath"/>, <see cref="ErrorCode.InspectedVolumeUnreadable"/>,
    /// <see cref="ErrorCode.InspectedMalformed"/>.</exception>
    public static InspectedListing List(string path, string inside, CancellationToken cancellation) => Open(path, (inspector, file) => Files(path, inspector, file, cancellation).List(inside));

    /// <summary>Takes a file out of a file, with its modification time.</summary>
    /// <param name="to">Must not exist.</param>
    /// <exception cref="HoldfastException">As of <see cref="List"/>, and <see cref="ErrorCode.InspectedTargetTaken"/>, <see cref="ErrorCode.InspectedTargetUnwritable"/>.</exception>
    public static ExtractedFile Extract(string path, string inside, string to, CancellationToken cancellation) => Open(path, (inspector, file) => Files(path, inspector, file, cancellation).Extract(inside, to));

    private static FilesInside Files(string path, IFileInspector inspector, FileStream file, CancellationToken cancellation) => inspector.HoldsFiles
        ? new FilesInside(inspector.Kind, file, cancellation)
        : throw new HoldfastException(ErrorCode.InspectedHoldsNoFiles, $"{path} is of kind {inspector.Kind}, which holds no files.");

    private static T Open<T>(string path, Func<IFileInspector, FileStream, T> use)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            if (!file.CanSeek)
            {
                throw new HoldfastException(ErrorCode.InspectedUnreadable, $"{path} is no regular file.");
            }

            var inspector = FileInspectors.Find(FileProbe.Of(file));
            return inspector is not null ? use(inspector, file) : throw new HoldfastException(
                ErrorCode.InspectedUnknown, $"{path} is none of: {string.Join(", ", FileInspectors.All.Select(known => known.Kind))}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.InspectedUnreadable, $"{path} cannot be read: {failure.Message}");
        }
    }
}
