using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Verify;

public sealed class VerifyTests
{
    private static readonly Damage damage = new("ciphertext", "pack1", "chunk1", ["p1"], ["a.txt"], Healed: false, "The bytes differ.");

    [Fact]
    public async Task Verify_NothingWrong_Succeeds()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Wait(server.Client.Verify(new Contracts.Api.VerifyRequest()));
        Assert.Equal((JobTypes.Verification, JobStates.Succeeded, 3, 30), (job.Type, job.State, job.Verification!.PacksChecked, job.Verification.ChunksChecked));
    }

    [Fact]
    public async Task Verify_Damage_FailsNamesItAndRaisesAnAlertUntilHealed()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnVerify = _ => new VerifyOutcome(3, 30, 1, 4000, [damage], 0, 1);
        var found = await server.Wait(server.Client.Verify(new Contracts.Api.VerifyRequest()));
        Assert.Equal((JobStates.Failed, ErrorCode.ChunkDamaged, 1), (found.State, found.Errors[0].Code, found.Verification!.NotHealed));
        Assert.Equivalent(new DamageInfo("ciphertext", "pack1", "chunk1", ["p1"], ["a.txt"], false, "The bytes differ."), found.Verification.Damages.Single());
        Assert.Equal(ErrorCode.DamageFound, Assert.Single((await server.Client.Alerts()).Alerts).Code);

        server.Engine.OnVerify = _ => new VerifyOutcome(3, 30, 1, 4000, [damage], 0, 1);
        Assert.Equal(ErrorCode.NotHealed, (await server.Wait(server.Client.Verify(new Contracts.Api.VerifyRequest(Heal: true)))).Errors[0].Code);

        server.Engine.OnVerify = request => new VerifyOutcome(3, 30, 1, 4000, [damage with { Healed = request.Heal }], 1, 0);
        var healed = await server.Wait(server.Client.Verify(new Contracts.Api.VerifyRequest(Heal: true)));
        Assert.Equal((JobStates.Succeeded, 1, 0), (healed.State, healed.Verification!.Healed, healed.Verification.NotHealed));
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    [Fact]
    public async Task Verify_Targets_ReachTheEngine()
    {
        await using var server = await RunningServer.Start();
        var requests = new List<Holdfast.Server.Engine.VerifyRequest>();
        server.Engine.OnVerify = request =>
        {
            requests.Add(request);
            return new VerifyOutcome(0, 0, 0, 0, [], 0, 0);
        };
        var point = (await server.Protect()).RecoveryPoint!;
        await server.Wait(server.Client.Verify(new Contracts.Api.VerifyRequest("vault", SamplePercent: 10)));
        await server.Wait(server.Client.Verify(new Contracts.Api.VerifyRequest("point", point, Heal: true)));
        Assert.Equal([new(null, true, 10, false), new(point, false, 100, true)], requests);
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Verify(new Contracts.Api.VerifyRequest("nonsense"))));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Verify(new Contracts.Api.VerifyRequest(SamplePercent: 0))));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Verify(new Contracts.Api.VerifyRequest("point"))));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await ProtectTests.Refused(server.Client.Verify(new Contracts.Api.VerifyRequest("point", "nothing"))));
    }
}
