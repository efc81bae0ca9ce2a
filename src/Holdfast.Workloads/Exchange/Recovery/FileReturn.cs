using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Backup;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Writes files of a point to a mailbox server, verified as they pass.</summary>
internal sealed class FileReturn(IWindowsFiles files, RecoveryTask task, IPointContent content, string point)
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.DestinationTaken"/>: one of them is there, and may not be replaced.</exception>
    public void Admit(IEnumerable<string> targets)
    {
        if (!task.Ask.Overwrite && targets.FirstOrDefault(target => files.Length(target) is not null) is { } taken)
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"{taken} is there already.", "Allow overwriting, or recover beside it.");
    }

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>: it is damaged in the point.</exception>
    public void Copy(HeldFile file, string target, CancellationToken cancellation)
    {
        using var source = content.OpenRead(point, file.Item);
        using var written = files.Create(target);
        var wrong = VerifiedCopy.Run(source, file.Kind, bytes =>
        {
            written.Write(bytes);
            task.Progress.Read(bytes.Length);
        }, cancellation);
        if (wrong is not null) throw new WorkloadException(WorkloadFault.ContentWrong, $"{file.Path} of the point is damaged: {wrong}", "Choose another point, or recover to a folder to look at it.");
    }
}
