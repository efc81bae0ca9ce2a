using System.Text;
using System.Text.Json;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;
using Holdfast.Workloads.VirtualMachines;
using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV;

public sealed class HyperVStateTests
{
    [Fact]
    public void Of_DamagedStates_AreReadOrRefused()
    {
        var original = Document().Document.State;

        var (read, refused) = Mutations.Run(73, 5000, [original], stream =>
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var document = new BackupDocument("hyperV", BackupType.Full, null, ConsistencyGuarantee.Crash, DateTimeOffset.UnixEpoch, "", "", bytes);
            HyperVState.Of(MachineState.Read(document));
        }, error => error is WorkloadException { Fault: WorkloadFault.NotRecoverable });

        Assert.True(read > 20, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    [Theory]
    [InlineData("\"definition\":\"machine/", "\"definition\":\"disks/")]
    [InlineData("\"definition\":\"machine/", "\"definition\":\"machine/../")]
    [InlineData("\"generation\":2", "\"generation\":3")]
    [InlineData("\"physicalSectorLength\":4096", "\"physicalSectorLength\":7")]
    [InlineData("\"disks\":[{\"place\"", "\"disks\":null,\"other\":[{\"place\"")]
    [InlineData("\"connections\":[{", "\"connections\":[null,{")]
    [InlineData("\"host\":\"hv1\"", "\"host\":null")]
    public void Of_StateThatNobodyWrites_IsRefused(string from, string to)
    {
        var document = Document().Document;
        var text = Encoding.UTF8.GetString(document.State);
        Assert.Contains(from, text, StringComparison.Ordinal);

        var machine = MachineState.Read(document with { State = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)) });

        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => HyperVState.Of(machine)).Fault);
    }

    [Fact]
    public void Backup_StateBeforeCannotBeRead_ReadsAll()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        var damaged = first.Document with { State = "{}"u8.ToArray() };

        var (point, document) = stage.Backup((first.Point, damaged));

        Assert.Equal((BackupType.Full, 0L), (document.Type, point.Kept));
        Assert.Single(stage.Machine.ReferencePoints);
    }

    [Fact]
    public void Marks_DamagedFiles_AreReadOrNone()
    {
        var folder = Directory.CreateTempSubdirectory("marks-").FullName;
        try
        {
            var whole = JsonSerializer.SerializeToUtf8Bytes(new HyperVMarks(["Microsoft:A"], "Microsoft:B", @"C:\VMs\Holdfast-1", ["C"], ["C", "D"]), HyperVJson.Default.HyperVMarks);
            var none = 0;
            Mutations.Run(74, 2000, [whole], stream =>
            {
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                File.WriteAllBytes(Path.Combine(folder, "hyper-v.json"), bytes);
                if (ReferenceEquals(HyperVMarks.Read(folder), HyperVMarks.None)) none++;
            }, _ => false);

            Assert.InRange(none, 500, 1999);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (MemoryPoint Point, BackupDocument Document) Document()
    {
        using var stage = new Stage();
        return stage.Backup();
    }
}
