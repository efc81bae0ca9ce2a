using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Pool;

/// <summary>How to verify: the same for pool, vault, and single points.</summary>
internal sealed class VerifyOptions
{
    private readonly Option<int> sample = SharedOptions.Whole("--sample", "How much of the data is read, in percent, 1 to 100", "PERCENT", 100, 1, 100);
    private readonly Option<bool> heal = new("--heal") { Description = "Repairs what is damaged from the other copy (default: only reports)" };
    private readonly Option<bool> wait = SharedOptions.Wait();

    internal VerifyOptions(Action<Option> add)
    {
        foreach (var option in new Option[] { sample, heal, wait }) add(option);
    }

    internal Task<int> Run(ParseResult input, Session session, VerifyRequest what)
    {
        var started = session.Jobs.Verify(what with { SamplePercent = input.GetValue(sample), Heal = input.GetValue(heal) }, session.Stop);
        return JobFollower.Finish(session, started, input.GetValue(wait));
    }
}
