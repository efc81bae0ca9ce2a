using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Groups;

/// <summary>GET and POST groups, GET, PUT, and DELETE groups/{group}, POST groups/{group}/stop.</summary>
internal sealed class GroupRoutes(GroupRegistry groups, SourceRegistry sources, StopProtection stopProtection, FreshFactor fresh)
{
    private readonly Lock changing = new();

    internal void Map(ApiRouter routes)
    {
        routes.Get("groups", ApiJson.Default.GroupList, call => groups.List(call.Scope));
        routes.Post("groups", ApiJson.Default.CreateGroupRequest, ApiJson.Default.GroupInfo, Create);
        routes.Get("groups/{group}", ApiJson.Default.GroupInfo, call => groups.Show(groups.Resolve(call.Route("group"), call.Scope), call.Scope));
        routes.Put("groups/{group}", ApiJson.Default.ModifyGroupRequest, ApiJson.Default.GroupInfo, Modify);
        routes.Post("groups/{group}/stop", ApiJson.Default.StopProtectionRequest, ApiJson.Default.GroupInfo, Stop);
        routes.Delete("groups/{group}", ApiJson.Default.Acknowledgement, Delete);
    }

    private GroupInfo Create(CreateGroupRequest request, ApiCall call)
    {
        call.Subject = request.Name;
        var group = GroupRegistry.New(request.Name, request.RetentionDays, request.Online, request.OnlineRetentionDays);
        lock (changing) groups.Save(group);
        return groups.Show(group);
    }

    private GroupInfo Modify(ModifyGroupRequest request, ApiCall call)
    {
        lock (changing)
        {
            var group = groups.Resolve(call.Route("group"));
            var changed = group with
            {
                Name = request.Name?.Trim() ?? group.Name, RetentionDays = request.RetentionDays ?? group.RetentionDays, Online = request.Online ?? group.Online,
                OnlineRetentionDays = request.OnlineRetentionDays ?? group.OnlineRetentionDays,
            };
            GroupRegistry.Check(changed);
            GroupRegistry.CheckExclusions(request.Exclude, request.ExcludeExtensions);
            if (changed.RetentionDays < group.RetentionDays || changed.OnlineRetentionDays < group.OnlineRetentionDays) fresh.Require(call);
            if (changed != group) groups.Save(changed);
            foreach (var member in groups.Members(changed)) ChangeExclusions(member, request);
            return groups.Show(changed);
        }
    }

    private void ChangeExclusions(SourceRow member, ModifyGroupRequest request)
    {
        var changed = member with
        {
            ExcludeGlobs = request.Exclude is { } globs ? CatalogJson.Write(globs) : member.ExcludeGlobs,
            ExcludeExtensions = request.ExcludeExtensions is { } extensions ? CatalogJson.Write(extensions) : member.ExcludeExtensions,
        };
        if (changed != member) sources.Save(changed);
    }

    private GroupInfo Stop(StopProtectionRequest request, ApiCall call)
    {
        var group = groups.Resolve(call.Route("group"));
        var members = groups.Members(group);
        if (request.Source is { } text)
        {
            var source = sources.Resolve(text);
            members = source.GroupId == group.Id ? [source] : throw new HoldfastException(ErrorCode.NotFound, $"{source.Path} is no member of '{group.Name}'.");
        }
        if (request.DeleteData) fresh.Require(call);
        lock (changing)
            foreach (var member in members) stopProtection.Stop(member, request.DeleteData);
        return groups.Show(group);
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
}
