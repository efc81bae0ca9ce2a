namespace Holdfast.Contracts.Api.Groups;

/// <summary>Groups and their members beyond what <see cref="HoldfastClient"/> has of them.</summary>
public sealed class GroupsClient
{
    private readonly ApiTransport api;

    internal GroupsClient(ApiTransport api) => this.api = api;

    /// <summary>What a changed policy would keep and lose of the points that are there. Changes nothing.</summary>
    public Task<WhatIfInfo> WhatIf(string group, ModifyGroupRequest request, CancellationToken cancellation = default) =>
        api.Post(Route(group, "what-if"), request, GroupsJson.Default.ModifyGroupRequest, ApiJson.Default.WhatIfInfo, cancellation);

    /// <summary>Nothing of the group runs by schedule and nothing of it expires until it is resumed.</summary>
    public Task<GroupInfo> Suspend(string group, CancellationToken cancellation = default) => api.Post(Route(group, "suspend"), ApiJson.Default.GroupInfo, cancellation);

    public Task<GroupInfo> Resume(string group, CancellationToken cancellation = default) => api.Post(Route(group, "resume"), ApiJson.Default.GroupInfo, cancellation);

    /// <summary>Looks for new contents of the group's containers now.</summary>
    public Task<GroupInfo> Discover(string group, CancellationToken cancellation = default) => api.Post(Route(group, "discover"), ApiJson.Default.GroupInfo, cancellation);

    public Task<SourceInfo> ModifySource(ModifySourceRequest request, CancellationToken cancellation = default) =>
        api.Post("sources/modify", request, GroupsJson.Default.ModifySourceRequest, ApiJson.Default.SourceInfo, cancellation);

    /// <summary>Makes the first replica from a folder that was copied from the production server.</summary>
    public Task<JobInfo> Seed(SeedRequest request, CancellationToken cancellation = default) =>
        api.Post("sources/seed", request, GroupsJson.Default.SeedRequest, ApiJson.Default.JobInfo, cancellation);

    public Task<Acknowledgement> DeleteInactive(DeleteInactiveRequest request, CancellationToken cancellation = default) =>
        api.Post("sources/delete-data", request, GroupsJson.Default.DeleteInactiveRequest, ApiJson.Default.Acknowledgement, cancellation);

    private static string Route(string group, string what) => $"groups/{Uri.EscapeDataString(group)}/{what}";
}
