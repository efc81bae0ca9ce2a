using System.Text;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Wmi;

public sealed class WmiValueTests
{
    [Theory]
    [InlineData(CimType.Boolean, "TRUE", true)]
    [InlineData(CimType.UInt8, "255", (byte)255)]
    [InlineData(CimType.SInt8, "-128", (sbyte)-128)]
    [InlineData(CimType.UInt16, "32768", (ushort)32768)]
    [InlineData(CimType.SInt16, "-1", (short)-1)]
    [InlineData(CimType.UInt32, "4294967295", uint.MaxValue)]
    [InlineData(CimType.SInt32, "-5", -5)]
    [InlineData(CimType.UInt64, "18446744073709551615", ulong.MaxValue)]
    [InlineData(CimType.SInt64, "-9223372036854775808", long.MinValue)]
    [InlineData(CimType.Real64, "0.5", 0.5)]
    [InlineData(CimType.Char16, "8364", '€')]
    [InlineData(CimType.String, "1", "1")]
    [InlineData(CimType.Reference, @"\\H\root:X.A=""1""", @"\\H\root:X.A=""1""")]
    [InlineData(CimType.DateTime, "20261123080000.000000+000", "20261123080000.000000+000")]
    public void Parse_TextOfAType_IsItsValueAndBack(CimType type, string text, object value)
    {
        Assert.Equal(value, CimText.Parse(type, text));
        Assert.Equal(text, CimText.Of(value));
        Assert.Equal(type == CimType.Reference ? CimType.String : type, CimText.FromWord(CimText.Word(type)));
    }

    [Theory]
    [InlineData(CimType.Boolean, "yes")]
    [InlineData(CimType.UInt8, "256")]
    [InlineData(CimType.UInt64, "-1")]
    [InlineData(CimType.UInt32, "1,5")]
    [InlineData(CimType.SInt64, "")]
    public void Parse_AnotherText_IsRefused(CimType type, string text) => Assert.Equal(WmiFailure.InvalidParameter, Assert.Throws<WmiFailure>(() => CimText.Parse(type, text)).Code);

    [Fact]
    public void Of_Arrays_HaveTheTypeThatWmiTakes()
    {
        Assert.Equal(new[] { "a", "b" }, Assert.IsType<string[]>(WmiValues.Of(CimType.String, true, ["a", "b"])));
        Assert.Equal(new ushort[] { 1, 2 }, Assert.IsType<ushort[]>(WmiValues.Of(CimType.UInt16, true, ["1", "2"])));
        Assert.Equal(new ulong[] { 3 }, Assert.IsType<ulong[]>(WmiValues.Of(CimType.UInt64, true, ["3"])));
        Assert.Equal(new bool[] { true }, Assert.IsType<bool[]>(WmiValues.Of(CimType.Boolean, true, ["TRUE"])));
        Assert.Null(WmiValues.Of(CimType.String, false, []));
        Assert.Throws<WmiFailure>(() => WmiValues.Of(CimType.String, false, ["a", "b"]));
    }

    [Theory]
    [InlineData("20261123090000.500000+060", "2026-11-23T08:00:00.5Z")]
    [InlineData("20261123090000.000000-300", "2026-11-23T14:00:00Z")]
    public void Time_OfWmi_IsUtc(string text, string expected) => Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), CimTime.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000000000000.000000:000")]
    [InlineData("20261323090000.000000+000")]
    [InlineData("20261123090000.000000+999")]
    [InlineData("00010101000000.000000+060")]
    [InlineData("99991231235959.999999-720")]
    public void Time_NoneOrOdd_IsNone(string? text) => Assert.Null(CimTime.Parse(text));

    [Theory]
    [InlineData(@"\\HV1\root\virtualization\v2:Msvm_ResourceAllocationSettingData.InstanceID=""Microsoft:5E7D\\83F8\\0\\0\\D""", "InstanceID", @"Microsoft:5E7D\83F8\0\0\D")]
    [InlineData(@"\\HV1\root\virtualization\v2:Msvm_ComputerSystem.CreationClassName=""Msvm_ComputerSystem"",Name=""AB""", "Name", "AB")]
    [InlineData(@"X.ElementName=""Name=\""a\"""",Name=""b""", "Name", "b")]
    [InlineData(@"X.Other=""1""", "Name", null)]
    [InlineData(@"X.Name=""open", "Name", null)]
    [InlineData(null, "Name", null)]
    public void Key_OfAPath_IsWithoutEscapes(string? path, string key, string? expected) => Assert.Equal(expected, WmiPath.Key(path, key));

    [Fact]
    public void Key_DamagedPaths_AreReadOrNone()
    {
        var found = 0;
        Mutations.Run(72, 5000, [Encoding.UTF8.GetBytes(@"\\HV1\root\virtualization\v2:Msvm_ResourceAllocationSettingData.CreationClassName=""A"",InstanceID=""Microsoft:5E7D\\83F8\\0\\0\\D""")], stream =>
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            if (WmiPath.Key(Encoding.UTF8.GetString(bytes), "InstanceID") is not null) found++;
        }, _ => false);

        Assert.InRange(found, 100, 4900);
    }

    [Fact]
    public void Questions_AreWrittenAsWqlWantsThem()
    {
        Assert.Equal("SELECT * FROM Msvm_ComputerSystem WHERE ElementName = 'R\\'n\\\\D'", Wql.Select("Msvm_ComputerSystem", "ElementName = " + WmiPath.Quote(@"R'n\D")));
        Assert.Equal("ASSOCIATORS OF {P} WHERE AssocClass = A ResultClass = R", Wql.Related("P", "R", "A"));
        Assert.Equal("ASSOCIATORS OF {P} WHERE ResultClass = R", Wql.Related("P", "R", null));
    }

    [Fact]
    public void With_UnknownProperty_IsRefused() =>
        Assert.Equal(WmiFailure.InvalidProperty, Assert.Throws<WmiFailure>(() => new WmiObject("X", "", []).With("A", "1")).Code);
}
