using System.Text;
using Holdfast.Format;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Wmi;

public sealed class EmbeddedInstanceTests
{
    /// <summary>As Windows writes an instance of the class: with the qualifiers and origins that its text has.</summary>
    private const string Recorded = """
        <INSTANCE CLASSNAME="Msvm_VirtualHardDiskSettingData"><QUALIFIER NAME="dynamic" PROPAGATED="true" TYPE="boolean"><VALUE>TRUE</VALUE></QUALIFIER><PROPERTY NAME="BlockSize" CLASSORIGIN="Msvm_VirtualHardDiskSettingData" TYPE="uint32"><VALUE>33554432</VALUE></PROPERTY><PROPERTY NAME="Caption" PROPAGATED="true" TYPE="string"><VALUE>Virtual Hard Disk Setting Data</VALUE></PROPERTY><PROPERTY NAME="Format" TYPE="uint16"><VALUE>3</VALUE></PROPERTY><PROPERTY NAME="ParentPath" TYPE="string"></PROPERTY><PROPERTY NAME="Path" TYPE="string"><VALUE>C:\VMs\R&amp;D &lt;1&gt;.vhdx</VALUE></PROPERTY><PROPERTY.ARRAY NAME="OperationalStatus" TYPE="uint16"><QUALIFIER NAME="ArrayType" TYPE="string"><VALUE>Indexed</VALUE></QUALIFIER><VALUE.ARRAY><VALUE>2</VALUE><VALUE>32768</VALUE></VALUE.ARRAY></PROPERTY.ARRAY><PROPERTY.REFERENCE NAME="Parent" REFERENCECLASS="X"><VALUE.REFERENCE>\\HV1\root:X.A="1"</VALUE.REFERENCE></PROPERTY.REFERENCE></INSTANCE>
        """;

    private static readonly WmiObject Written = new("Msvm_StorageAllocationSettingData", "",
    [
        WmiProperty.Of("InstanceID", @"Microsoft:5E7D\83F8\0\0\L"), WmiProperty.Of("Notes", null), WmiProperty.Of("Empty", ""), WmiProperty.Of("Text", "a <b> & \"c\" \r\n é €"),
        new WmiProperty("HostResource", CimType.String, true, [@"C:\VMs\a.vhdx", ""]), new WmiProperty("None", CimType.UInt64, true, []), new WmiProperty("Null", CimType.UInt64, true, null),
        new WmiProperty("Limit", CimType.UInt64, false, ["18446744073709551615"]), new WmiProperty("Flag", CimType.Boolean, false, ["TRUE"]), new WmiProperty("Time", CimType.DateTime, false, ["20261123080000.000000+000"]),
    ]);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var read = EmbeddedInstance.Read(EmbeddedInstance.Write(Written));

        Assert.Equal(Written.ClassName, read.ClassName);
        Assert.Equal(Written.Properties.Select(Show), read.Properties.Select(Show));
    }

    [Fact]
    public void Read_TextOfWindows_IsUnderstood()
    {
        var read = EmbeddedInstance.Read(Recorded.Trim());

        Assert.Equal((33554432, 3, null, @"C:\VMs\R&D <1>.vhdx"), (read.Number("blocksize"), read.Number("Format"), read.Text("ParentPath"), read.Text("Path")));
        Assert.Equal(["2", "32768"], read.Texts("OperationalStatus"));
        Assert.Equal(CimType.Reference, read.Properties.Single(property => property.Name == "Parent").Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<INSTANCE/>")]
    [InlineData("<INSTANCE CLASSNAME=\"\"/>")]
    [InlineData("<CLASS NAME=\"X\"/>")]
    [InlineData("<!DOCTYPE INSTANCE [<!ENTITY a \"b\">]><INSTANCE CLASSNAME=\"X\"/>")]
    [InlineData("<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"A\" TYPE=\"string\"><VALUE>&a;</VALUE></PROPERTY></INSTANCE>")]
    [InlineData("<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"A\" TYPE=\"what\"><VALUE>1</VALUE></PROPERTY></INSTANCE>")]
    [InlineData("<INSTANCE CLASSNAME=\"X\"><PROPERTY TYPE=\"string\"/></INSTANCE>")]
    [InlineData("<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"A\" TYPE=\"string\"/><PROPERTY NAME=\"a\" TYPE=\"string\"/></INSTANCE>")]
    [InlineData("<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"A\" TYPE=\"string\"><VALUE>1</VALUE><VALUE>2</VALUE></PROPERTY></INSTANCE>")]
    [InlineData("<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"A\" TYPE=\"string\"><VALUE>1<B/></VALUE></PROPERTY></INSTANCE>")]
    [InlineData("<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"A\" TYPE=\"string\"><VALUE>1</VALUE>")]
    public void Read_NoInstance_IsRefused(string text) => Assert.Throws<MalformedDataException>(() => EmbeddedInstance.Read(text));

    [Fact]
    public void Read_LargeOrDeepText_IsRefused()
    {
        Assert.Throws<MalformedDataException>(() => EmbeddedInstance.Read(new string(' ', EmbeddedInstance.Longest + 1)));
        Assert.Throws<MalformedDataException>(() => EmbeddedInstance.Read("<INSTANCE CLASSNAME=\"X\">" + string.Concat(Enumerable.Repeat("<A>", 100_000))));
        Assert.Throws<MalformedDataException>(() => EmbeddedInstance.Read("<INSTANCE CLASSNAME=\"X\"><PROPERTY.ARRAY NAME=\"A\" TYPE=\"string\"><VALUE.ARRAY>" + string.Concat(Enumerable.Repeat("<VALUE/>", 70_000)) + "</VALUE.ARRAY></PROPERTY.ARRAY></INSTANCE>"));
    }

    [Fact]
    public void Read_DamagedTexts_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(71, 5000, [Encoding.UTF8.GetBytes(Recorded.Trim()), Encoding.UTF8.GetBytes(EmbeddedInstance.Write(Written))], stream =>
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            EmbeddedInstance.Read(Encoding.UTF8.GetString(bytes));
        }, error => error is MalformedDataException);

        Assert.True(read > 100, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    private static string Show(WmiProperty property) => $"{property.Name} {property.Type} {property.IsArray} {(property.Values is null ? "null" : string.Join('|', property.Values))}";
}
