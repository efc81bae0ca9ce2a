using Holdfast.Format.Items;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Files.Windows.Security;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.WindowsFiles;

public sealed class SecurityDescriptorTests
{
    // The example of a self-relative descriptor's text that Windows' documentation explains, and what Windows gives to folders and services.
    public static TheoryData<string> Texts { get; } =
    [
        "O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;LC;;;BU)(A;CI;DC;;;BU)",
        "O:AOG:DAD:(A;;RPWPCCDCLCSWRCWDWOGA;;;S-1-0-0)",
        "D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWLOCRRC;;;IU)S:(AU;FA;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;WD)",
        "O:S-1-5-21-1004336348-1177238915-682003330-512G:S-1-5-21-1004336348-1177238915-682003330-513D:(D;;0x1301bf;;;AN)",
        "D:(OA;CI;RPWP;bf967a86-0de6-11d0-a285-00aa003049e2;bf967aba-0de6-11d0-a285-00aa003049e2;PS)",
        "S:(ML;OICI;NW;;;LW)",
        "O:SYD:NO_ACCESS_CONTROL",
        "D:P",
        "O:S-1-0x10000000000A-1G:WD",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_ReadMadeBytesReadAndWritten_IsTheSame(string text)
    {
        // Domain groups by word are refused; the documented example has one.
        text = text.Replace("O:AOG:DA", "O:AOG:BA", StringComparison.Ordinal);
        var descriptor = SddlReader.Read(text);
        var again = SecurityDescriptor.Read(descriptor.ToBytes());

        Assert.Equal(text.Replace("RPWPCCDCLCSWRCWDWOGA", "CCDCLCSWRPWPRCWDWOGA", StringComparison.Ordinal), SddlWriter.Write(again));
        Assert.Equal(descriptor.ToBytes(), again.ToBytes());
    }

    [Fact]
    public void Read_BytesByHand_GiveTheText()
    {
        // Control SE_DACL_PRESENT | SE_SELF_RELATIVE; owner BA, group SY, one entry: everyone may read.
        byte[] bytes =
        [
            1, 0, 4, 0x80, 48, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0,
            2, 0, 28, 0, 1, 0, 0, 0,
            0, 0, 20, 0, 0x89, 0, 0x12, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,
            1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0,
            1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0,
        ];

        Assert.Equal("O:BAG:SYD:(A;;FR;;;WD)", SddlWriter.Write(SecurityDescriptor.Read(bytes)));
        Assert.Equal(bytes, SecurityDescriptor.Read(bytes).ToBytes());
    }

    [Fact]
    public void Text_OfAnItem_IsThatOfItsDescriptorAndOfADamagedOneNone()
    {
        var item = Make.File("", "f", 0);
        Assert.Null(ItemAccess.Text(item));
        item.Attributes = [new ExtendedAttribute("user.holdfast.ntfs.sd"u8.ToArray(), SddlReader.Read("O:BAG:SYD:P(A;;FA;;;SY)").ToBytes())];
        Assert.Equal("O:BAG:SYD:P(A;;FA;;;SY)", ItemAccess.Text(item));
        item.Attributes = [new ExtendedAttribute("holdfast.ntfs.sd"u8.ToArray(), [1, 2, 3])];
        Assert.Null(ItemAccess.Text(item));
    }

    [Fact]
    public void ToBytes_EntryOfAKindThatIsNotKnown_StaysAsItWas()
    {
        var descriptor = new SecurityDescriptor(DescriptorControl.HasAccessList | DescriptorControl.SelfRelative, null, null, new Acl(2, [new Ace((AceType)99, 3, 0, null, new byte[] { 1, 2, 3, 4 })]), null);

        var again = SecurityDescriptor.Read(descriptor.ToBytes());

        Assert.Equal(descriptor.ToBytes(), again.ToBytes());
        Assert.Null(SddlWriter.Write(again));
    }

    [Theory]
    [InlineData("O:DAG:SY", "domain")]
    [InlineData("D:(A;;FA;;;XX)", "identifier")]
    [InlineData("D:(A;;FA;;)", "six fields")]
    [InlineData("D:(XA;;FX;;;WD;(@User.Title==\"PM\"))", "six fields")]
    [InlineData("D:(A;;QQ;;;WD)", "rights")]
    [InlineData("D:(A;QQ;FA;;;WD)", "flags")]
    [InlineData("D:(A;;FA;bf967a86-0de6-11d0-a285-00aa003049e2;;WD)", "objects")]
    [InlineData("D:PD:P", "once")]
    [InlineData("X:", "O:")]
    public void Read_TextThatIsNone_IsRefusedWhereItShows(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<MalformedFileException>(() => SddlReader.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_FiveThousandDamagedDescriptors_AreReadOrRefusedWithAnOffset()
    {
        var originals = Texts.Select(row => SddlReader.Read(row.Data.Replace("G:DA", "G:BA", StringComparison.Ordinal)).ToBytes()).ToList();

        var (good, refused) = Mutations.Run(
            20_261_102, 5000, originals,
            stream =>
            {
                var descriptor = SecurityDescriptor.Read(stream.ToArray());
                SddlWriter.Write(descriptor);
                SecurityDescriptor.Read(descriptor.ToBytes());
            },
            error => error is MalformedFileException { Offset: >= 0 });

        Assert.InRange(good, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }
}
