using System.Text;
using Holdfast.Workloads.Files.Portable;

namespace Holdfast.Workloads.Tests.Portable;

public sealed class NameTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("Grüße, мир, 世界, 🙂")]
    [InlineData("lone high \ud83d")]
    [InlineData("\ude00 lone low")]
    [InlineData("\ud83d\ud83d\ude42\ude42")]
    public void Encode_AnyUtf16_ComesBack(string name) => Assert.Equal(name, PortableName.Decode(PortableName.Encode(name)));

    [Fact]
    public void Encode_Text_IsUtf8() => Assert.Equal(Encoding.UTF8.GetBytes("Grüße 🙂"), PortableName.Encode("Grüße 🙂"));

    [Fact]
    public void Decode_OtherBytes_IsNoName() => Assert.All((byte[][])[[0xff], [0xc3], [0xed, 0xa0], [0xed, 0xa0, 0x41], [0xe9, 0x20]], bytes => Assert.Null(PortableName.Decode(bytes)));

    [Theory]
    [InlineData("file:stream")]
    [InlineData("file::$DATA")]
    [InlineData("C:")]
    [InlineData("a\\b")]
    [InlineData("..\\x")]
    [InlineData("a?b")]
    [InlineData("a*")]
    [InlineData("a<b")]
    [InlineData("tab\tname")]
    [InlineData("NUL\0")]
    [InlineData("end.")]
    [InlineData("end ")]
    [InlineData("...")]
    [InlineData("CON")]
    [InlineData("con")]
    [InlineData("nul.txt")]
    [InlineData("AUX .txt")]
    [InlineData("COM1")]
    [InlineData("lpt9.log")]
    [InlineData("COM\u00b9")]
    [InlineData("CONOUT$")]
    [InlineData("")]
    public void Refuse_WhatWindowsWouldTurnIntoSomethingElse_SaysWhy(string name) => Assert.NotNull(WindowsName.Refuse(name));

    [Theory]
    [InlineData("report.txt")]
    [InlineData(".hidden")]
    [InlineData("CONSOLE")]
    [InlineData("COM10")]
    [InlineData("COM")]
    [InlineData("a.con")]
    [InlineData("$Recycle.Bin")]
    [InlineData(" leading")]
    public void Refuse_OrdinaryName_IsNull(string name) => Assert.Null(WindowsName.Refuse(name));
}
