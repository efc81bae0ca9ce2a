using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Agent.Inspection;

/// <summary>Looks into a file that an application or a platform made.</summary>
public static class FileInspection
{
    /// <summary>Reads all of a file. That it is damaged is part of the result.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.InspectedUnknown"/>, <see cref="ErrorCode.InspectedUnreadable"/>.</exception>
    public static InspectedFile Run(string path, CancellationToken cancellation) => Open(path, (inspector, file) => inspector.Inspect(file, cancellation) switch
    {
        SqlBackupFindings backup => SqlBackupView.Of(backup),
        var other => throw new InvalidOperationException($"{other.GetType().Name} has no view."),
    });

    /// <summary>Says whether files can be taken out of a file; refuses where not.</summary>
    /// <exception cref="HoldfastException">Also <see cref="ErrorCode.InspectedHoldsNoFiles"/>.</exception>
    public static void RequireFiles(string path) => Open(path, (inspector, _) => inspector.HoldsFiles
        ? true
        : throw new HoldfastException(ErrorCode.InspectedHoldsNoFiles, $"{path} is of kind {inspector.Kind}, which holds no files."));

    private static T Open<T>(string path, Func<IFileInspector, Stream, T> use)
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
