using Holdfast.PowerShell.Tables;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Commands;
using Holdfast.Shell.Language;
using Holdfast.Shell.Programs;
using Holdfast.Shell.Running;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>Arguments are bound as PowerShell binds them.</summary>
public sealed class BinderComparisonTests
{
    private static readonly CmdletEntry sample = new(typeof(SampleCmdlet), () => new SampleCmdlet());

    [Theory]
    [InlineData("Test-Sample x")]
    [InlineData("Test-Sample x y")]
    [InlineData("Test-Sample x y,z")]
    [InlineData("Test-Sample -Name x -Tag a,'b c'")]
    [InlineData("Test-Sample -Tag t x")]
    [InlineData("Test-Sample -Number 5")]
    [InlineData("Test-Sample -Number '7' t")]
    [InlineData("Test-Sample 5")]
    [InlineData("Test-Sample 007")]
    [InlineData("Test-Sample -Title x -Force")]
    [InlineData("Test-Sample -ti x -Fo")]
    [InlineData("Test-Sample x -Force:$false")]
    [InlineData("Test-Sample x -Force:$true -Flag $true")]
    [InlineData("Test-Sample -Day Monday")]
    [InlineData("Test-Sample -Day Mon,tue -Since '2026-03-01 18:00'")]
    [InlineData("Test-Sample -Day 0,6")]
    [InlineData("Test-Sample x -Span 01:30:00 -Size 2GB")]
    [InlineData("Test-Sample x -Id 6b0f9b52-6f0e-4e0e-9c0c-3a5d5f4b8d11")]
    [InlineData("1,2 | Test-Sample")]
    [InlineData("'3','4' | Test-Sample t")]
    [InlineData("'7' | Test-Sample")]
    [InlineData("Test-Sample x -Name y")]
    [InlineData("1 | Test-Sample -Tag x")]
    [InlineData("Test-Sample")]
    [InlineData("Test-Sample -Tag x")]
    [InlineData("Test-Sample -Whole")]
    [InlineData("Test-Sample -Whole x")]
    [InlineData("Test-Sample -Whole -Since '2026-03-01 18:00'")]
    public void Bind_Line_IsWhatPowerShellMakesOfIt(string line)
    {
        using var real = new RealEngine();
        real.Succeed(SampleCmdlet.Function);
        var failure = real.Try(line, out var theirs);
        var ours = new OwnEngine();
        var given = Run(ours, line);
        Assert.Equal(failure, ours.Errors.Count > 0);
        Assert.Equal(theirs.Select(value => value.ToString()), given);
    }

    [Theory]
    [InlineData("Test-Sample", "-Name, or -Number, or -Day is missing")]
    [InlineData("Test-Sample -Name x -Number 1", "does not go together")]
    [InlineData("Test-Sample -Since 2026-03-01", "-Day is missing")]
    [InlineData("Test-Sample x -Size much", "-Size: 'much' is not of the kind Int64")]
    [InlineData("Test-Sample -Day Someday", "none of Sunday, Monday")]
    [InlineData("Test-Sample x -S 5", "-S could be -Since or -Span or -Size")]
    [InlineData("Test-Sample x -Flag yes", "-Flag: 'yes'")]
    [InlineData("Test-Sample x y z", "'z' is one value too many")]
    [InlineData("Test-Sample -Number 99999999999", "-Number: '99999999999'")]
    [InlineData("Test-Sample x -Secret typed", "A secret is not typed on a command line")]
    public void Bind_WrongLine_NamesWhatIsWrong(string line, string said)
    {
        var engine = new OwnEngine();
        Run(engine, line);
        Assert.Contains(said, Assert.Single(engine.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, engine.Session.ExitCode);
    }

    [Fact]
    public void Commas_OfACommandLineOfTheProgram_SeparateOnlyWhereSeveralAreWanted()
    {
        var engine = new OwnEngine();
        var given = new List<object?>();
        engine.Session.Run(sample, CmdletArguments.Parse(["-Name", "a,b", "-Tag", "c,d", "-Flag:$true", "--json"]).Own, given.AddRange, default);
        Assert.StartsWith("ByName|a,b|0||c+d|", Assert.IsType<string>(Assert.Single(given)), StringComparison.Ordinal);
    }

    /// <summary>Runs a pipeline whose last command is the sample, which the shell does not know by name.</summary>
    private static List<string?> Run(OwnEngine engine, string line)
    {
        var given = new List<object?>();
        var evaluator = new Evaluator(engine.Session, name => name == "Test-Sample" ? sample : CommandTable.Get(name), default);
        engine.Session.Guard(give => evaluator.Run(Assert.Single(ScriptParser.Parse(line)), give), given.AddRange);
        return [.. given.Select(value => value?.ToString())];
    }
}
