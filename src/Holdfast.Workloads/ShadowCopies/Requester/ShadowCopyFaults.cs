using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>Says in the words of workloads what the service reported.</summary>
public static class ShadowCopyFaults
{
    /// <summary>The service, where it can be asked.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>: this is no Windows; <see cref="WorkloadFault.RightMissing"/>: it does not listen to this process.</exception>
    public static IShadowCopyService Require(IShadowCopyService? service, ShadowCopyWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (service is null) throw new WorkloadException(WorkloadFault.NotHere, words.Absent.Message, words.Absent.Remedy);
        return service.IsReady(out var why) ? service
            : throw new WorkloadException(WorkloadFault.RightMissing, $"The Volume Shadow Copy Service of this computer cannot be asked: {why}", "Run the agent as an administrator or backup operator.");
    }

    public static T Guard<T>(Func<T> action, ShadowCopyWords words)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(words);
        try
        {
            return action();
        }
        catch (Exception error) when (Translate(error, words) is { } fault)
        {
            throw fault;
        }
    }

    private static WorkloadException? Translate(Exception error, ShadowCopyWords words) => error switch
    {
        ShadowCopyFailure failure => Translate(failure),
        TimeoutException => new WorkloadException(WorkloadFault.ApplicationFailed, error.Message, words.Late, error),
        MalformedFileException => new WorkloadException(WorkloadFault.ContentWrong, $"A document of the Volume Shadow Copy Service cannot be read: {error.Message}", words.Malformed, error),
        IOException or UnauthorizedAccessException => new WorkloadException(WorkloadFault.ApplicationFailed, $"{words.Unread.Message}: {error.Message}", words.Unread.Remedy, error),
        _ => null,
    };

    internal static WorkloadException Translate(ShadowCopyFailure failure)
    {
        var (fault, remedy) = failure.Code switch
        {
            var code when code == ShadowCopyCodes.AccessDenied => (WorkloadFault.RightMissing, "Run the agent as an administrator or backup operator of this computer."),
            var code when code == ShadowCopyCodes.NotRegistered => (WorkloadFault.NotHere, "Start the service Volume Shadow Copy (VSS)."),
            var code when code == ShadowCopyCodes.VolumeNotSupported => (WorkloadFault.NotPossible, "Only volumes of NTFS and ReFS on this computer can be copied; move the files there."),
            var code when code == ShadowCopyCodes.InsufficientStorage => (WorkloadFault.ApplicationFailed, "Make room on the volume, or give its shadow copies more: vssadmin resize shadowstorage."),
            var code when code == ShadowCopyCodes.SnapshotSetInProgress => (WorkloadFault.ApplicationFailed, "Another program is making a shadow copy; the next run tries again."),
            var code when code == ShadowCopyCodes.WriterTimeout || code == ShadowCopyCodes.HoldWritesTimeout || code == ShadowCopyCodes.WriterRetryable =>
                (WorkloadFault.ApplicationFailed, "Run it at a quieter time; the next run tries again."),
            _ when failure.Writer is not null => (WorkloadFault.ApplicationFailed, "Read the application's event log of that time; vssadmin list writers shows the writer's state."),
            _ => (WorkloadFault.ApplicationFailed, "Read the event log (sources VSS and volsnap) of that time."),
        };
        return new WorkloadException(fault, failure.Message, remedy, failure);
    }
}
