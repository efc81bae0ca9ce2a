using System.Text;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>Writes single items, or a machine as files: an image of each disk, its configuration, and what to do with them.</summary>
internal static class FolderRecovery
{
    private const string Readme = "README.txt";

    public static RecoveryOutcome Run(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        var folder = task.Ask.Folder ?? throw new WorkloadException(WorkloadFault.OptionWrong, "A recovery to a folder needs a folder.", "Name one.");
        var (chosen, format) = (ChosenPoint.Of(task.Ask, task.Points), HyperVOptions.Read(task.Context.Options).Machine.Format);
        var files = new MachineRecovery(task, chosen.Point, chosen.Machine, content, cancellation);
        var reached = chosen.Point.Document.Consistent.ToUniversalTime();
        if (task.Ask.Items.Count > 0)
        {
            files.WriteItems(folder, format);
            return new RecoveryOutcome(reached, []);
        }
        if (File.Exists(Path.Combine(folder, Readme)) && !task.Ask.Overwrite) throw MachineRecovery.Taken(Path.Combine(folder, Readme));
        task.Progress.Expect(chosen.Machine.Disks.Sum(disk => disk.Length));
        var paths = files.WriteEverything(folder, format);
        File.WriteAllText(Path.Combine(folder, Readme), Text(chosen, [.. chosen.Machine.Disks.OrderBy(disk => disk.Order).Zip(paths)]));
        return new RecoveryOutcome(reached, [$"{Readme} in the folder says how the machine is imported by hand."]);
    }

    private static string Text(ChosenPoint chosen, IReadOnlyList<(MachineDisk Disk, string File)> files)
    {
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{chosen.Machine.Name}, as of {chosen.Point.Document.Consistent.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\n\n");
        text.Append("Disks, by where the machine has them:\n");
        foreach (var (disk, file) in files) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {disk.Attachment}  disks/{Path.GetFileName(file)}  ({disk.Length} bytes; was {disk.Origin})\n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nConfiguration: {chosen.Own.Definition} (generation {chosen.Own.Generation}, version {chosen.Own.Version})\n\n");
        text.Append("To import it on a Hyper-V host, in PowerShell as an administrator:\n\n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  $report = Compare-VM -Path '{chosen.Own.Definition.Replace('/', '\\').Replace("'", "''", StringComparison.Ordinal)}' -Copy -GenerateNewId\n");
        text.Append("  $report.Incompatibilities | Format-Table MessageId, Message\n\n");
        text.Append("Set the path of each disk that it names to the file above (Set-VMHardDiskDrive on the incompatibility's Source), then: Import-VM -CompatibilityReport $report\n");
        foreach (var reason in chosen.Own.LeftOut) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nNot here: {reason}\n");
        if (chosen.Own.HasTpm) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{HyperVAdvice.Tpm}\n");
        return text.ToString();
    }
}
