using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Language;
using Holdfast.Testing.Damage;

namespace Holdfast.PowerShell.Tests.Program;

public sealed class ScriptParserTests
{
    [Theory]
    [InlineData("if ($x) { 'y' }")]
    [InlineData("foreach ($x in 1,2) { $x }")]
    [InlineData("Get-DPMAlert | Where-Object { $_.Severity -eq 'Critical' }")]
    [InlineData("function f { }")]
    [InlineData("$x.Name = 'y'")]
    [InlineData("$x + 1")]
    [InlineData("[datetime]'2026-01-01'")]
    [InlineData("$x.ToString()")]
    [InlineData("@{ a = 1 }")]
    [InlineData("Get-DPMAlert > file")]
    [InlineData("Get-DPMAlert && Get-DPMAlert")]
    [InlineData("& 'program'")]
    [InlineData("[Math]::Pi")]
    [InlineData("1 -eq 1")]
    public void Parse_WhatOnlyPowerShellUnderstands_SaysSo(string line)
    {
        var engine = new OwnEngine();
        var failure = Assert.IsType<HoldfastException>(engine.Fail(line).Exception);
        Assert.Contains("PowerShell runs whole scripts", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, engine.Session.ExitCode);
    }

    [Theory]
    [InlineData("'open")]
    [InlineData("\"open")]
    [InlineData("(Get-DPMAlert")]
    [InlineData("@('a',")]
    [InlineData("Get-DPMAlert |")]
    [InlineData("Get-DPMAlert `")]
    [InlineData("$x =")]
    [InlineData("<# comment")]
    [InlineData("$x[")]
    public void Parse_UnfinishedText_AsksForMore(string text) => Assert.Throws<IncompleteTextException>(() => ScriptParser.Parse(text));

    [Fact]
    public void Parse_ErrorBehindGoodLines_RunsNothingAndNamesTheLine()
    {
        var engine = new OwnEngine();
        Assert.Empty(engine.Run("'first'\n'second'\nif (1) { }"));
        Assert.Contains("Line 3", Assert.Single(engine.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DeeplyNested_IsRefused() => Assert.Throws<HoldfastException>(() => ScriptParser.Parse(new string('(', 100_000)));

    [Fact]
    public void Parse_DamagedTexts_AreReadOrRefused()
    {
        byte[][] originals = [.. OutputComparisonTests.Lines.Select(row => Encoding.UTF8.GetBytes(row.Data))];
        var (read, refused) = Mutations.Run(9, 6000, originals, stream =>
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            ScriptParser.Parse(reader.ReadToEnd());
        }, failure => failure is HoldfastException or IncompleteTextException);
        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }
}
