using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>The configuration of a checkpoint as files that Hyper-V imports again.</summary>
internal sealed class ConfigurationExport(OpenMachine open, LeftBehind left, TimeProvider clock)
{
    /// <summary>Files of one configuration that are taken, and bytes of them.</summary>
    private const int MostFiles = 1000;

    private const long MostBytes = 4L << 30;

    /// <summary>Puts the files beneath machine/ of the point.</summary>
    /// <returns>Path in the point of the file that is imported.</returns>
    public string Take(WmiObject checkpoint, IItemSink sink, CancellationToken cancellation)
    {
        var definition = CanExport(out var settings) ? Exported(checkpoint, settings, sink, cancellation) : Copied(sink, cancellation);
        TakeSettings(checkpoint, sink);
        return definition;
    }

    /// <summary>From Windows Server 2016 on: a checkpoint is exported for backup, without its disks.</summary>
    private bool CanExport(out WmiObject settings)
    {
        settings = open.Session.Related(open.Machine.System.Path, Msvm.ExportSettings, Msvm.ExportOfSystem).FirstOrDefault() ?? new WmiObject(Msvm.ExportSettings, "", []);
        return settings.Has("BackupIntent");
    }

    private string Exported(WmiObject checkpoint, WmiObject settings, IItemSink sink, CancellationToken cancellation)
    {
        var folder = HostPath.Combine(open.Machine.Root, $"Holdfast-{Guid.NewGuid():N}");
        left.Mark(left.Marks with { Folder = folder });
        Directory.CreateDirectory(open.Host.Locate(folder));
        settings = settings.With("CopySnapshotConfiguration", CimText.Of(Msvm.ExportOneForBackup)).With("CopyVmRuntimeInformation", "FALSE").With("CopyVmStorage", "FALSE").With("CreateVmExportSubdirectory", "FALSE")
            .With("SnapshotVirtualSystem", checkpoint.Path).With("BackupIntent", "1");
        WmiService.Find(open.Session, Msvm.ManagementService, clock).Call("ExportSystemDefinition",
            [WmiArgument.Of("ComputerSystem", open.Machine.System.Path), WmiArgument.Of("ExportDirectory", folder), WmiArgument.Of("ExportSettingData", EmbeddedInstance.Write(settings))], cancellation);
        var files = Copy(open.Host.Locate(folder), sink, cancellation);
        left.RemoveFolder();
        return files.FirstOrDefault(file => IsDefinition(file, open.Machine.Id)) ?? throw MethodFailure.WithoutResult("configuration file (.vmcx)");
    }

    /// <summary>Before: the configuration is one file of XML, and is copied where it lies.</summary>
    private string Copied(IItemSink sink, CancellationToken cancellation)
    {
        var name = open.Machine.Settings.Text("ConfigurationFile") ?? $@"Virtual Machines\{open.Machine.Id}.xml";
        var path = $"{MachineLayout.Machine}/export/Virtual Machines/{HostPath.NameOf(name)}";
        CopyFile(open.Host.Locate(HostPath.Combine(open.Machine.Root, name)), path, sink, cancellation);
        return path;
    }

    private static List<string> Copy(string folder, IItemSink sink, CancellationToken cancellation)
    {
        var paths = new List<string>();
        long bytes = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            bytes += file.Length;
            if (paths.Count == MostFiles || bytes > MostBytes) throw new WorkloadException(WorkloadFault.ContentWrong, $"Hyper-V exported more than {MostFiles} files or {MostBytes >> 30} GiB as the configuration of one machine.", "Look at what lies in the export folder, and tell the authors.");
            var path = $"{MachineLayout.Machine}/export/{Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/')}";
            CopyFile(file.FullName, path, sink, cancellation);
            paths.Add(path);
        }
        return paths;
    }

    private static void CopyFile(string from, string path, IItemSink sink, CancellationToken cancellation)
    {
        using var file = File.Open(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = sink.BeginFile(MachineLayout.File(path, new DateTimeOffset(File.GetLastWriteTimeUtc(from))), new FixedCutter());
        var buffer = new byte[FixedCutter.DatabaseExtent];
        while (file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var got)
        {
            cancellation.ThrowIfCancellationRequested();
            content.Append(buffer.AsSpan(0, got));
        }
        content.Complete();
    }

    /// <summary>All setting data as text, so that people can read what the machine was.</summary>
    private void TakeSettings(WmiObject checkpoint, IItemSink sink)
    {
        var number = 0;
        foreach (var part in (IEnumerable<WmiObject>)[checkpoint, .. MachineQueries.Parts(open.Session, checkpoint)])
            sink.AddFile(MachineLayout.File($"{MachineLayout.Machine}/settings/{++number:D4}-{HostPath.Plain(part.ClassName)}.xml", clock.GetUtcNow()), Encoding.UTF8.GetBytes(EmbeddedInstance.Write(part)));
    }

    private static bool IsDefinition(string path, string machine) =>
        path.EndsWith($"/{machine}.vmcx", StringComparison.OrdinalIgnoreCase) || path.EndsWith($"/{machine}.xml", StringComparison.OrdinalIgnoreCase);
}
