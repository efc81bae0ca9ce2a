using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Alerts;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Verify;

/// <summary>POST verify.</summary>
internal sealed class VerifyRoutes(PointRegistry points, IEngine engine, JobQueue jobs)
{
    internal void Map(ApiRouter routes) =>
        routes.Post("verify", ApiJson.Default.VerifyRequest, ApiJson.Default.JobInfo, Verify);

    private JobInfo Verify(Contracts.Api.VerifyRequest request, ApiCall call)
    {
        call.Subject = request.RecoveryPoint ?? request.Target;
        if (request.Target != "point" && !call.Scope.IsEverything)
            throw new HoldfastException(ErrorCode.Forbidden, "An account that is limited to some servers or groups verifies single recovery points only.");
        if (request.SamplePercent is < 1 or > 100) throw new HoldfastException(ErrorCode.BadRequest, "The sample must be 1 to 100 percent.");
        var point = request.RecoveryPoint is { } id ? points.Get(id, call.Scope) : null;
        var online = request.Target switch
        {
            "pool" => false,
            "vault" => true,
            "point" when point is not null => request.Online || !point.Disk,
            "point" => throw new HoldfastException(ErrorCode.BadRequest, "Name the recovery point."),
            _ => throw new HoldfastException(ErrorCode.BadRequest, $"'{request.Target}' is none of pool, vault, point."),
        };
        if (point is not null && request.Target != "point") throw new HoldfastException(ErrorCode.BadRequest, "A recovery point goes with the target point.");
        if (online && engine.Contact.State == VaultStates.NotRegistered) throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");
        return jobs.Queue(
            JobType.Verification, point?.SourceId,
            new JobArguments { Online = online, RecoveryPoint = point?.Id, SamplePercent = request.SamplePercent, Heal = request.Heal });
    }
}
