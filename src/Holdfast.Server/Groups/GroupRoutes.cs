using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Retention;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Sources;
using Holdfast.Server.Vault;

namespace Holdfast.Server.Groups;

/// <summary>GET and POST groups, GET, PUT, and DELETE groups/{group}, POST groups/{group}/stop, suspend, resume, what-if, discover.</summary>
internal sealed class GroupRoutes(
    GroupRegistry groups, SourceRegistry sources, StopProtection stopProtection, WhatIf whatIf, AutoProtector autoProtector, VaultRetention vault, FreshFactor fresh)
{
    private readonly Lock changing = new();

    internal void Map(ApiRouter routes)
    {
        routes.Get("groups", ApiJson.Default.GroupList, call => groups.List(call.Scope));
        routes.Post("groups", GroupsJson.Default.CreateGroupRequest, ApiJson.Default.GroupInfo, Create);
        routes.Get("groups/{group}", ApiJson.Default.GroupInfo, call => groups.Show(groups.Resolve(call.Route("group"), call.Scope), call.Scope, call.Flag("brief")))
            .Takes(ApiParameter.Flag("brief", "without its members"));
        routes.Put("groups/{group}", GroupsJson.Default.ModifyGroupRequest, ApiJson.Default.GroupInfo, Modify);
        routes.Post("groups/{group}/stop", ApiJson.Default.StopProtectionRequest, ApiJson.Default.GroupInfo, Stop);
        routes.Post("groups/{group}/suspend", ApiJson.Default.GroupInfo, call => Suspend(call, true));
        routes.Post("groups/{group}/resume", ApiJson.Default.GroupInfo, call => Suspend(call, false));
        routes.Post("groups/{group}/discover", ApiJson.Default.GroupInfo, Discover);
        routes.Post("groups/{group}/what-if", GroupsJson.Default.ModifyGroupRequest, ApiJson.Default.WhatIfInfo, Preview);
        routes.Delete("groups/{group}", ApiJson.Default.Acknowledgement, Delete);
    }

    private GroupInfo Create(CreateGroupRequest request, ApiCall call)
    {
        call.Subject = request.Name;
        var group = Checked(
            GroupChange.New(request.Name),
            new ModifyGroupRequest(null, request.RetentionDays, request.Online ? true : null, request.OnlineRetentionDays, request.Exclude, request.ExcludeExtensions, request.Policy));
        lock (changing)
        {
            vault.Declare(group, call.VaultPin);
            groups.Save(group);
        }
        return groups.Show(group);
    }

    /// <summary>The one place where a group is changed, and so where its retention can be shortened.</summary>
    private GroupInfo Modify(ModifyGroupRequest request, ApiCall call)
    {
        lock (changing)
        {
            var group = groups.Resolve(call.Route("group"));
            var changed = Checked(group, request);
            if (ShorteningRule.IsShorter(group.KeepingPolicy, changed.KeepingPolicy)) fresh.Require(call);
            if (changed.OnlineGoal != group.OnlineGoal || changed.Online != group.Online) vault.Declare(changed, call.VaultPin);
            if (changed != group) groups.Save(changed);
            foreach (var member in groups.Members(changed)) EndOwnExclusions(member, request);
            return groups.Show(changed);
        }
    }

    /// <summary>The one place where protection is stopped, and so where all data of members can be deleted.</summary>
    private GroupInfo Stop(StopProtectionRequest request, ApiCall call)
    {
        var place = StopProtection.Place(request.Place);
        if (place is not null && !request.DeleteData) throw new HoldfastException(ErrorCode.BadRequest, "A place is named, but nothing is to be deleted there.");
        var group = groups.Resolve(call.Route("group"));
        var members = groups.Members(group);
        if (request.Source is { } text)
        {
            var source = sources.Resolve(text);
            members = source.GroupId == group.Id ? [source] : throw new HoldfastException(ErrorCode.NotFound, $"{source.Path} is no member of '{group.Name}'.");
        }
        if (request.DeleteData) fresh.Require(call);
        lock (changing) stopProtection.Stop(members, request.DeleteData, place, call.VaultPin);
        return groups.Show(group);
    }

    private GroupInfo Suspend(ApiCall call, bool suspended)
    {
        lock (changing)
        {
            var group = groups.Resolve(call.Route("group")) with { Suspended = suspended };
            groups.Save(group);
            return groups.Show(group);
        }
    }

    private GroupInfo Discover(ApiCall call)
    {
        lock (changing)
        {
            var group = groups.Resolve(call.Route("group"));
            autoProtector.Discover(group);
            return groups.Show(group);
        }
    }

    private WhatIfInfo Preview(ModifyGroupRequest request, ApiCall call)
    {
        var group = groups.Resolve(call.Route("group"));
        return whatIf.Compare(group, Checked(group, request), call.Aborted);
    }

    private Acknowledgement Delete(ApiCall call)
    {
        lock (changing)
        {
            var group = groups.Resolve(call.Route("group"));
            groups.Delete(group);
            return new Acknowledgement(true, group.Id);
        }
    }

    private static GroupRow Checked(GroupRow group, ModifyGroupRequest request)
    {
        var changed = GroupChange.Apply(group, request);
        GroupCheck.CheckExclusions(request.Exclude, request.ExcludeExtensions);
        GroupCheck.Check(changed);
        return changed;
    }

    // What a group excludes holds for all its members and in place of what each had: so one command still says what a whole group leaves out.
    private void EndOwnExclusions(SourceRow member, ModifyGroupRequest request)
    {
        var changed = member with
        {
            ExcludeGlobs = request.Exclude is null ? member.ExcludeGlobs : "[]", ExcludeExtensions = request.ExcludeExtensions is null ? member.ExcludeExtensions : "[]",
        };
        if (changed != member) sources.Save(changed);
    }
}
