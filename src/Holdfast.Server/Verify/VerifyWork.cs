using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Verify;

/// <summary>Reads stored data again. Damage that is not healed fails the job: what was found is in its result.</summary>
internal sealed class VerifyWork(IEngine engine) : IJobWork
{
    public void Run(LiveJob job)
    {
        var arguments = job.Arguments;
        job.Report.Progress.Phase = "verification";
        var outcome = engine.Verify(
            new Engine.VerifyRequest(arguments.RecoveryPoint, arguments.Online, arguments.SamplePercent, arguments.Heal, arguments.Reported), job.Report, job.Cancellation);
        var unhealed = outcome.Damages.Count(damage => !damage.Healed);
        job.Verification = new VerificationResult(
            outcome.PacksChecked, outcome.ChunksChecked, outcome.PointsChecked, outcome.BytesChecked, outcome.Healed, Math.Max(outcome.NotHealed, unhealed),
            [.. outcome.Damages.Select(damage => new DamageInfo(damage.Level, damage.Pack, damage.Chunk, damage.Points, damage.Items, damage.Healed, damage.Message))]);
        if (job.Verification.NotHealed == 0) return;
        var place = arguments.Online ? "vault" : "pool";
        throw arguments.Heal
            ? new HoldfastException(ErrorCode.NotHealed, $"{job.Verification.NotHealed} damaged things in the {place} could not be healed; {outcome.Healed} were.")
            : new HoldfastException(ErrorCode.ChunkDamaged, $"{job.Verification.NotHealed} damaged things were found in the {place}.");
    }
}
