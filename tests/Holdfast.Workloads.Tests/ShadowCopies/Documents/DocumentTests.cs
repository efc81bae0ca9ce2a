using System.Text;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.ShadowCopies.Documents;

public sealed class DocumentTests
{
    private const string Id = "11111111-0000-0000-0000-000000000001";

    private static readonly string Whole = FakeShadowCopies.Writer(new Guid(Id), new Guid(Id), "Größe", "USER_DATA",
        "<DATABASE logicalPath=\"C:_Windows_NTDS\" componentName=\"ntds\" caption=\"\" selectable=\"no\" componentFlags=\"3\"><DATABASE_FILES path=\"C:\\Windows\\NTDS\" filespec=\"ntds.dit\" filespecBackupType=\"3855\"/>" +
        "<DATABASE_LOGFILES path=\"C:\\Windows\\NTDS\" filespec=\"edb*.log\" filespecBackupType=\"8\"/><NEEDS writerId=\"22222222-0000-0000-0000-000000000002\" logicalPath=\"\\\\other\\SRV\" componentName=\"db\"/></DATABASE>" +
        "<INCLUDE_FILES path=\"%SystemRoot%\" filespec=\"x\"/>", 0x2000);

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 marked", "utf-16", "utf-16 marked", "utf-16 big"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadWriter_InAnyEncoding_IsTheSame(string encoding)
    {
        var writer = VssDocuments.ReadWriter(new MemoryStream(Bytes(Whole, encoding)));
        Assert.Equal("Größe", writer.Name);
        var database = Assert.Single(writer.Components);
        Assert.Equal((ComponentKind.Database, @"C:_Windows_NTDS\ntds"), (database.Kind, database.Path.Full));
        Assert.Equal([FileSetUse.Database, FileSetUse.Log], database.Files.Select(set => set.Use));
        Assert.Equal(FileNeeds.Log, database.Files[1].Needs);
        Assert.Equal("other", Assert.Single(database.Dependencies).Computer);
        Assert.Equal("%SystemRoot%", Assert.Single(writer.Included).Path);
        Assert.Equal(BackupSchema.RestoreRename, writer.Schema);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadWriter_WrongValue_IsNamedWithItsByteInAnyEncoding(string encoding)
    {
        var text = Whole.Replace("selectable=\"no\"", "selectable=\"perhaps\"", StringComparison.Ordinal).Replace("<BACKUP_LOCATIONS>", "\r\n\n\r<BACKUP_LOCATIONS>", StringComparison.Ordinal);
        var bytes = Bytes(text, encoding);
        var place = Bytes("selectable=\"perhaps\"", encoding.Replace(" marked", "", StringComparison.Ordinal));
        var fault = Assert.Throws<MalformedFileException>(() => VssDocuments.ReadWriter(new MemoryStream(bytes)));
        Assert.Equal(bytes.AsSpan().IndexOf(place), fault.Offset);
        Assert.Equal(("yes or no", "perhaps"), (fault.Expected, fault.Found));
    }

    [Fact]
    public void ReadWriter_CutAnywhere_IsRefusedWithinTheFile()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var length = 0; length < bytes.Length; length += 7)
            Assert.InRange(Assert.Throws<MalformedFileException>(() => VssDocuments.ReadWriter(new MemoryStream(bytes, 0, length))).Offset, 0, length);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "<!DOCTYPE a [<!ENTITY b \"c\">]><WRITER_METADATA/>", "well-formed XML" },
        { "<WRITER_METADATA/>", "the writer's identification" },
        { "<OTHER/>", "a document WRITER_METADATA" },
        { "", "well-formed XML" },
        { "<WRITER_METADATA><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></WRITER_METADATA>", "elements at most 16 deep" },
        { "<WRITER_METADATA " + string.Concat(Enumerable.Range(0, 65).Select(i => $"a{i}=\"\" ")) + "/>", "at most 64 attributes" },
        { "<WRITER_METADATA a=\"" + new string('a', 3 << 20) + "\"/>", "a tag or text of at most 2097152 characters" },
        { "<WRITER_METADATA><IDENTIFICATION writerId=\"none\"/></WRITER_METADATA>", "an id" },
        { "<WRITER_METADATA backupSchema=\"99999999999\"/>", "a number" },
        { "<WRITER_METADATA><BACKUP_LOCATIONS><FILE_GROUP/></BACKUP_LOCATIONS></WRITER_METADATA>", "the component's name" },
        { "<WRITER_METADATA><BACKUP_LOCATIONS><EXCLUDE_FILES path=\"a\"/></BACKUP_LOCATIONS></WRITER_METADATA>", "a pattern (filespec)" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void ReadWriter_Hostile_IsRefused(string text, string expected) => Assert.Equal(expected, Assert.Throws<MalformedFileException>(() => VssDocuments.ReadWriter(text)).Expected);

    [Fact]
    public void ReadWriter_MoreEntriesThanAnyone_IsRefused()
    {
        var text = Whole.Replace("<DATABASE_FILES", string.Concat(Enumerable.Repeat("<DATABASE_FILES path=\"a\" filespec=\"b\"/>", DocumentLimits.Entries)) + "<DATABASE_FILES", StringComparison.Ordinal);
        Assert.Contains("200000", Assert.Throws<MalformedFileException>(() => VssDocuments.ReadWriter(text)).Expected);
    }

    [Fact]
    public void ReadWriter_NotOfItsEncoding_NamesTheByte()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("ß"));
        bytes[at] = 0xff;
        Assert.Equal(at, Assert.Throws<MalformedFileException>(() => VssDocuments.ReadWriter(new MemoryStream(bytes))).Offset);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Inspector_Document_IsRecognized(string encoding)
    {
        var file = new MemoryStream(Bytes(Whole, encoding));
        var inspector = Assert.IsType<VssDocumentInspector>(FileInspectors.Find(FileProbe.Of(file)));
        var findings = Assert.IsType<VssDocumentFindings>(inspector.Inspect(file, CancellationToken.None));
        Assert.Equal((true, "writerMetadata", "Größe"), (findings.IsIntact, findings.Document, findings.Writer?.Name));
    }

    [Theory]
    [InlineData("<html><WRITER_METADATA/></html>")]
    [InlineData("about <WRITER_METADATA/>")]
    [InlineData("<WRITER_METADATAS/>")]
    [InlineData("<Manifest/>")]
    [InlineData("<!DOCTYPE x><BACKUP_COMPONENTS/>")]
    public void Inspector_SomethingElse_IsLeftAlone(string text) =>
        Assert.False(new VssDocumentInspector().Recognizes(FileProbe.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)))) && !text.StartsWith("<html", StringComparison.Ordinal));

    private static byte[] Bytes(string text, string encoding) => encoding switch
    {
        "utf-8" => Encoding.UTF8.GetBytes(text),
        "utf-8 marked" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => Encoding.Unicode.GetBytes(text),
        "utf-16 marked" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.BigEndianUnicode.GetBytes(text),
    };
}
