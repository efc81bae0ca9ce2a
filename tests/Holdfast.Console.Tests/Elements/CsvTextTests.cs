using Holdfast.Console.Elements.Lists;

namespace Holdfast.Console.Tests.Elements;

public sealed class CsvTextTests
{
    [Fact]
    public void Of_QuotesAndLines_AreEscaped() =>
        Assert.Equal("Name,Path\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\r\n", CsvText.Of(["Name", "Path"], [["a,b", "say \"hi\""], ["two\nlines", null]]));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-12.5", "-12.5")]
    public void Of_WhatASpreadsheetWouldRun_IsDefused(string cell, string written) => Assert.Equal($"x\r\n{written}\r\n", CsvText.Of(["x"], [[cell]]));
}
