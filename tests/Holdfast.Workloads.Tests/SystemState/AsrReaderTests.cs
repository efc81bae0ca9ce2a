using System.Text;
using Holdfast.Testing;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SystemState.Asr;
using Holdfast.Workloads.Tests.SystemState.Support;

namespace Holdfast.Workloads.Tests.SystemState;

public sealed class AsrReaderTests
{
    [Fact]
    public void Read_RealDocument_GivesVolumesAndBoot()
    {
        var facts = AsrReader.Read(VssDocuments.ReadWriter(new MemoryStream(Real())));
        Assert.Equal<(char?, bool)>([(null, true), ('C', true), ('E', false), ('F', false)], facts.Volumes.Select(volume => (volume.Letter, volume.IsCritical)));
        Assert.Equal(SystemHost.BootVolume, facts.Volumes[0].Root);
        Assert.Equal((SystemHost.BootVolume + "Boot", true), (facts.Boot!.Path, facts.Boot.IsRecursive));
        Assert.Equal<char?>([null, 'C'], facts.Critical([]).Select(volume => volume.Letter));
        Assert.Equal<char?>([null, 'C', 'F'], facts.Critical([@"c:\", @"f:\"]).Select(volume => volume.Letter));
    }

    [Theory]
    [InlineData("Volumes", "Volume{1}")]
    [InlineData("Volumes", "C:")]
    [InlineData("volumes", "Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963")]
    public void Read_NameOfAnotherForm_IsRefused(string path, string name)
    {
        var writer = new WriterMetadata { Writer = Guid.NewGuid(), Instance = Guid.NewGuid(), Components = [new WriterComponent(new ComponentPath(path, name), ComponentKind.FileGroup)] };
        Assert.Equal(WorkloadFault.ContentWrong, Assert.Throws<WorkloadException>(() => AsrReader.Read(writer)).Fault);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":)")]
    [InlineData("(")]
    [InlineData("(&:)")]
    public void Read_CaptionOfAnotherForm_LeavesTheLetterOut(string? caption)
    {
        WriterComponent[] components = [new(new ComponentPath("Volumes", "Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}"), ComponentKind.FileGroup) { Caption = caption }];
        var facts = AsrReader.Read(new WriterMetadata { Writer = Guid.NewGuid(), Instance = Guid.NewGuid(), Components = components });
        Assert.Null(facts.Volumes[0].Letter);
    }

    [Fact]
    public void Read_FiveThousandDamagedDocuments_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(20_261_101, 5000, [Generated(), .. Artefacts.Find(Path.Combine("vss", "with_sql", "WM6.xml")) is { } real ? [File.ReadAllBytes(real)] : Array.Empty<byte[]>()],
            stream => AsrReader.Read(VssDocuments.ReadWriter(stream)), error => error is MalformedFileException { Offset: >= 0 } or WorkloadException { Fault: WorkloadFault.ContentWrong });
        Assert.InRange(read, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }

    private static byte[] Generated()
    {
        using var host = SystemHost.Small();
        return Encoding.UTF8.GetBytes(host.Copies.Writers[2]);
    }

    private static byte[] Real()
    {
        var file = Artefacts.Find(Path.Combine("vss", "with_sql", "WM6.xml"));
        Assert.SkipWhen(file is null, Artefacts.Absent);
        return File.ReadAllBytes(file!);
    }
}
