using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Tables;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Automation;
using Holdfast.Shell.Binding;
using Holdfast.Shell.Running;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>Who is asked before data goes.</summary>
public sealed class ShouldProcessTests
{
    private static readonly CmdletEntry entry = new(typeof(Destroys), () => new Destroys());

    [Fact]
    public void HighImpact_NobodyToAsk_IsAnErrorAndNothingIsDone()
    {
        var engine = new OwnEngine();
        Assert.Empty(Run(engine));
        var failure = Assert.IsType<HoldfastException>(Assert.Single(engine.Errors).Exception);
        Assert.Contains("-Confirm:$false", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void HighImpact_ConfirmFalse_IsDoneUnasked()
    {
        var engine = new OwnEngine();
        Assert.Equal(["a", "b"], Run(engine, Argument.Named("Confirm", false)));
        Assert.Empty(engine.Questions);
    }

    [Fact]
    public void HighImpact_WhatIf_SaysItAndDoesNothing()
    {
        var engine = new OwnEngine();
        Assert.Empty(Run(engine, Argument.Named("WhatIf")));
        Assert.Equal(["What if: Destroy: a", "What if: Destroy: b"], engine.Messages);
        Assert.Empty(engine.Errors);
    }

    [Theory]
    [InlineData(Consent.Yes, 2, new[] { "a", "b" })]
    [InlineData(Consent.YesToAll, 1, new[] { "a", "b" })]
    [InlineData(Consent.No, 2, new string[0])]
    [InlineData(Consent.NoToAll, 1, new string[0])]
    internal void HighImpact_Asked_DoesWhatIsAnswered(Consent answer, int questions, string[] done)
    {
        var engine = new OwnEngine { Answer = answer };
        Assert.Equal(done, Run(engine));
        Assert.Equal(questions, engine.Questions.Count);
    }

    private static List<object?> Run(OwnEngine engine, params Argument[] arguments)
    {
        var given = new List<object?>();
        engine.Session.Run(entry, arguments, given.AddRange, default);
        return given;
    }

    [Cmdlet("Test", "Destroys", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
    private sealed class Destroys : PSCmdlet
    {
        protected override void ProcessRecord()
        {
            foreach (var name in (string[])["a", "b"])
            {
                if (ShouldProcess(name, "Destroy")) WriteObject(name);
            }
        }
    }
}
