using System.Text;
using Holdfast.Testing;
using Holdfast.Testing.Damage;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SqlServer.Transports.Vss;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.ShadowCopies.Documents;

/// <summary>Seeded damage over the readers of all three documents.</summary>
public sealed class DamagedDocumentTests
{
    [Fact]
    public void ReadWriter_FiveThousandDamagedDocuments_AreReadOrRefusedWithAnOffset() =>
        Mutate(20_260_301, [.. Real("WM0.xml", "WM4.xml", "WM5.xml", "WM6.xml", "WM7.xml", "WM10.xml"), .. Generated()], stream => VssDocuments.ReadWriter(stream));

    [Fact]
    public void ReadComponents_FiveThousandDamagedDocuments_AreReadOrRefusedWithAnOffset() => Mutate(20_260_302, [.. Real("BCDocument.xml"), Small()], stream => VssDocuments.ReadComponents(stream));

    [Fact]
    public void ReadManifest_FiveThousandDamagedLists_AreReadOrRefusedWithAnOffset() => Mutate(20_260_303,
        [.. Real("Manifest.xml"), "<Manifest><ShadowCopySet GUID='{4ad2e8b1-faf2-4aca-a010-2c3f939cef62}' MachineName='A'><ShadowCopy GUID='{ea140e9e-fcbd-4c7e-8dc2-76e9c0c3ee7a}' Provider='{00000000-0000-0000-0000-000000000000}'/></ShadowCopySet><Writers Count='1'><Writer Name='a%sb' MetadataFile='c'/></Writers></Manifest>"u8.ToArray()],
        stream => VssDocuments.ReadManifest(stream));

    /// <summary>The largest document, damaged fewer times: bounds of memory are what counts here.</summary>
    [Fact]
    public void ReadWriter_DamagedDocumentsOfTwoMegabytes_StayInTheirBounds()
    {
        var (read, refused) = Mutations.Run(20_260_304, 60, Real("WM3.xml"), stream => VssDocuments.ReadWriter(stream), IsRefusal);
        Assert.Equal(60, read + refused);
    }

    /// <summary>The writer's note travels within a document, and is trusted as little.</summary>
    [Fact]
    public void ReadMetadata_FiveThousandDamagedNotes_AreReadOrRefused()
    {
        var set = new GeneratedSet('D', 1, 2, null, [0, 0]);
        var file = MediaWriter.File(set);
        var media = file[..file.AsSpan().IndexOf("MSTL"u8)];
        byte[] note = [.. BitConverter.GetBytes(media.Length + 4), .. media, 0, 0, 0, 0];
        var (good, refused) = Mutations.Run(20_260_305, 5000, [note], stream => WriterBackupMetadata.Read(Convert.ToBase64String(stream.ToArray())), error => error is WorkloadException { Fault: WorkloadFault.ContentWrong });
        Assert.InRange(good, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }

    private static void Mutate(int seed, IReadOnlyList<byte[]> originals, Action<BudgetStream> read)
    {
        var (good, refused) = Mutations.Run(seed, 5000, originals, read, IsRefusal);
        Assert.InRange(good, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }

    private static bool IsRefusal(Exception exception) => exception is MalformedFileException { Offset: >= 0 };

    private static List<byte[]> Real(params string[] names)
    {
        var files = names.Select(name => Artefacts.Find(Path.Combine("vss", "with_sql", name))).OfType<string>().Select(File.ReadAllBytes).ToList();
        Assert.SkipWhen(files.Count == 0 && names is ["WM3.xml"], Artefacts.Absent);
        return files;
    }

    private static IEnumerable<byte[]> Generated()
    {
        var text = FakeShadowCopies.Writer(Guid.NewGuid(), Guid.NewGuid(), "A <&> B", "USER_DATA", FakeShadowCopies.Group("a", "b", true, FakeShadowCopies.FileList("C:\\", "*"), "<X writerId=\"22222222-0000-0000-0000-000000000002\" componentName=\"d\"/>"));
        return [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)];
    }

    private static byte[] Small() => "<BACKUP_COMPONENTS backupType=\"copy\"><WRITER_COMPONENTS writerId=\"22222222-0000-0000-0000-000000000002\"><COMPONENT componentName=\"a\" componentType=\"database\" other=\"b\"><X y=\"z\"/></COMPONENT></WRITER_COMPONENTS></BACKUP_COMPONENTS>"u8.ToArray();
}
