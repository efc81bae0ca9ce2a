using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Billing;
using Holdfast.Protection.Estimates;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using Holdfast.Server.Billing;
using Holdfast.Server.Catalog;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Insight;

/// <summary>What a policy will take for members that may not be protected yet.</summary>
internal sealed class PolicyEstimator(ServerCatalog catalog, FolderSizes sizes, JobMeasures measures, PriceFile prices, TimeProvider time)
{
    internal const int MostMembers = 1000, LongestPath = 4096;

    /// <summary>Small folders are walked in so long; for others who asks comes again.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(300);

    internal async Task<PolicyEstimate> Estimate(EstimateRequest request, CancellationToken cancellation)
    {
        if (request.Members.Count is 0 or > MostMembers) throw new HoldfastException(ErrorCode.BadRequest, $"members: 1 to {MostMembers}, not {request.Members.Count}.");
        if (request.Members.Any(member => member?.Path is not { Length: > 0 and <= LongestPath })) throw new HoldfastException(ErrorCode.BadRequest, $"members: each has a path of at most {LongestPath} characters.");
        var policy = PolicyForesight.Checked(request.Policy);
        var asked = request.Members.Distinct().Select(member => (Member: member, Server: member.Server ?? SourceRegistry.LocalServer, Size: SizeOf(member))).ToList();
        Task all = Task.WhenAll(asked.Select(one => one.Size));
        await all.WaitAsync(patience, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        var known = asked.Where(one => one.Size.IsCompletedSuccessfully).ToList();
        var bytes = known.Sum(one => one.Size.Result ?? 0);
        var (rates, sketch) = (measures.Rates, RetentionSketch.Of(policy, policy.TimeZone, time.GetUtcNow(), PolicyForesight.MostDays));
        var space = SpaceEstimate.Of(bytes, policy, rates);
        var cost = Cost(known.GroupBy(one => one.Server, StringComparer.OrdinalIgnoreCase).Select(server => server.Sum(one => one.Size.Result ?? 0)), space.VaultBytes);
        return new PolicyEstimate(
            bytes, space.DiskBytes, space.VaultBytes, cost?.Amount, cost?.Currency, (long)space.FirstRun.TotalMilliseconds, Basis(rates, sketch, policy), asked.All(one => one.Size.IsCompleted),
            [.. asked.Where(one => one.Size.IsCompleted && !(one.Size.IsCompletedSuccessfully && one.Size.Result is not null)).Select(one => one.Member)]);
    }

    private static EstimateBasis Basis(EstimateRates rates, RetentionSketch sketch, GroupPolicy policy) => new(
        rates.StoredRatio, rates.DailyChange, rates.BytesPerSecond, rates.IsMeasured ? "measured" : "assumed", sketch.DiskPoints, policy.Online is null ? 0 : sketch.VaultPoints);

    // What is protected already is as large as its newest point says.
    private Task<long?> SizeOf(EstimateMember member)
    {
        var server = member.Server ?? SourceRegistry.LocalServer;
        var newest = catalog.Sources.ByPath(server, member.Path) is { } source ? catalog.Points.NewestBytes(source.Id) : null;
        return newest is { } bytes ? Task.FromResult<long?>(bytes) : sizes.Of(server, member.Path);
    }

    private MonthCost? Cost(IEnumerable<long> bytesOfServers, long vaultBytes)
    {
        try
        {
            var list = prices.Load();
            var amount = bytesOfServers.Sum(bytes => ProtectedInstance.MonthlyFee(bytes, list)) + (decimal)vaultBytes / ProtectedInstance.Gigabyte * list.StoredGigabyte;
            return new MonthCost(Math.Round(amount, 2, MidpointRounding.AwayFromZero), list.Currency);
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.PricesNotUsable)
        {
            return null;
        }
    }
}
