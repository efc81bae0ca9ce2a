using System.Text;
using BenchmarkDotNet.Attributes;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.MicroBenchmarks;

/// <summary>Reading a writer metadata document as large as the System Writer's: 2.2 MB, 19,000 file sets.</summary>
[Config(typeof(ThroughputConfig))]
public class VssDocumentBenchmark
{
    private const int FileSets = 19_000;

    private byte[] document = [];

    internal static IEnumerable<QuickCase> QuickCases()
    {
        var benchmark = new VssDocumentBenchmark();
        benchmark.Prepare();
        yield return new QuickCase("VSS writer document", benchmark.document.Length, benchmark.Read);
    }

    [GlobalSetup]
    public void Prepare()
    {
        var text = new StringBuilder("<WRITER_METADATA xmlns=\"x-schema:#VssWriterMetadataInfo\" version=\"1.2\"><IDENTIFICATION writerId=\"e8132975-6f93-4464-a53e-1050253ae220\" instanceId=\"c389482c-2df8-45a3-8edf-5af854fdff0e\" friendlyName=\"System Writer\" "
            + "usage=\"BOOTABLE_SYSTEM_STATE\" dataSource=\"OTHER\"/><BACKUP_LOCATIONS><FILE_GROUP componentName=\"System Files\" selectable=\"yes\">");
        for (var number = 0; number < FileSets; number++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<FILE_LIST path=\"c:\\windows\\system32\\driverstore\\{number / 3:x4}\" filespec=\"system-component-{number:x6}.dll\" filespecBackupType=\"3855\"/>");
        document = Encoding.UTF8.GetBytes(text.Append("</FILE_GROUP></BACKUP_LOCATIONS></WRITER_METADATA>").ToString());
    }

    [Benchmark]
    public void Read()
    {
        if (VssDocuments.ReadWriter(new MemoryStream(document)).Components[0].Files.Count != FileSets) throw new InvalidOperationException("The document was not read.");
    }
}
