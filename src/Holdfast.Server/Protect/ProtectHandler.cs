using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups;
using Holdfast.Server.Catalog;
using Holdfast.Server.Groups;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Protect;

/// <summary>Puts paths into a group and has their first recovery points made.</summary>
internal sealed class ProtectHandler(
    ServerCatalog catalog, SourceRegistry sources, GroupRegistry groups, BackupQueue backups, FirstCopies firstCopies, ProtectedPlaces places, TimeProvider time)
{
    private const int MostPaths = 1000;
    private readonly Lock changing = new();

    internal JobList Protect(ProtectRequest request)
    {
        var (server, paths) = Checked(request);
        if (request.Online) backups.RequireVault();
        backups.RequireAdmission(request.Online); // before a group or a datasource is made that cannot be backed up
        lock (changing)
        {
            var present = paths.ToDictionary(path => path, path => catalog.Sources.ByPath(server, path));
            foreach (var source in present.Values) RefuseOtherGroup(source, request.Group);
            var group = new Lazy<GroupRow>(() => NamedGroup(request)); // made only where a path needs it
            if (request.Group is not null) _ = group.Value;
            var members = paths.Select(path => Member(server, path, present[path], request, group)).ToList();
            return new JobList([.. members.Select(member => firstCopies.Queue(
                member, catalog.Groups.ById(member.GroupId!)!, request.Online ? true : null, isProtectedAgain: present[member.Path] is { GroupId: null })).OfType<JobInfo>()]);
        }
    }

    private (string Server, List<string> Paths) Checked(ProtectRequest request)
    {
        if (request.Paths.Count == 0) throw new HoldfastException(ErrorCode.NothingToProtect, "The request names no path.");
        if (request.Paths.Count > MostPaths) throw new HoldfastException(ErrorCode.BadRequest, $"At most {MostPaths} paths can be protected in one request.");
        GroupCheck.CheckExclusions(request.Exclude, request.ExcludeExtensions);
        // The rules of a group hold before anything is made.
        GroupCheck.Check(GroupChange.Ranges(GroupChange.New(request.Group ?? GroupNameRule.Default), request.RetentionDays, null, request.OnlineRetentionDays));
        return places.Check(request.Server, request.Paths);
    }

    private void RefuseOtherGroup(SourceRow? source, string? asked)
    {
        if (asked is null || source?.GroupId is not { } groupId || catalog.Groups.ById(groupId) is not { } present) return;
        if (present.Id != asked && !GroupNameRule.AreSame(present.Name, asked.Trim()))
            throw new HoldfastException(ErrorCode.SourceInOtherGroup, $"{source.Path} is a member of the protection group '{present.Name}'.");
    }

    private GroupRow NamedGroup(ProtectRequest request)
    {
        var name = request.Group?.Trim() ?? GroupNameRule.Default;
        var present = groups.Find(name) ?? catalog.Groups.ById(name);
        var wanted = GroupChange.Ranges(present ?? GroupChange.New(name), request.RetentionDays, null, request.OnlineRetentionDays);
        if (wanted == present) return wanted;
        GroupCheck.Check(wanted);
        groups.Save(wanted);
        return wanted;
    }

    private SourceRow Member(string server, string path, SourceRow? present, ProtectRequest request, Lazy<GroupRow> group)
    {
        var source = present ?? new SourceRow { Id = Guid.NewGuid().ToString("N"), Name = sources.NameFor(path), Server = server, Path = path };
        var wanted = source with
        {
            GroupId = source.GroupId ?? group.Value.Id, ProtectedSince = source.GroupId is null ? CatalogTime.From(time.GetUtcNow()) : source.ProtectedSince, Online = source.Online || request.Online,
            ExcludeGlobs = request.Exclude is { } globs ? CatalogJson.Write(globs) : source.ExcludeGlobs,
            ExcludeExtensions = request.ExcludeExtensions is { } extensions ? CatalogJson.Write(extensions) : source.ExcludeExtensions,
            CrossMountPoints = request.CrossMountPoints ?? source.CrossMountPoints,
        };
        if (wanted != present) sources.Save(wanted);
        return wanted;
    }
}
