using Holdfast.Server.Applications;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups;
using Holdfast.Server.Catalog;
using Holdfast.Server.Groups;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Protect;

/// <summary>Puts paths into a group and has their first recovery points made.</summary>
internal sealed class ProtectHandler(
    ServerCatalog catalog, SourceRegistry sources, GroupRegistry groups, BackupQueue backups, FirstCopies firstCopies, ProtectedPlaces places,
    ApplicationProtection applications, TimeProvider time)
{
    private const int MostPaths = 1000;
    private readonly Lock changing = new();

    internal JobList Protect(ProtectRequest request)
    {
        var (server, paths, described) = Checked(request);
        if (request.Online) backups.RequireVault();
        backups.RequireAdmission(request.Online); // before a group or a datasource is made that cannot be backed up
        lock (changing)
        {
            var present = paths.ToDictionary(path => path, path => catalog.Sources.ByPath(server, path));
            foreach (var source in present.Values) RefuseOtherGroup(source, request.Group);
            var group = new Lazy<GroupRow>(() => NamedGroup(request)); // made only where a path needs it
            if (request.Group is not null) _ = group.Value;
            var members = paths.Select(path => Member(server, path, present[path], request, group, described.GetValueOrDefault(path))).ToList();
            return new JobList([.. members.Select(member => firstCopies.Queue(
                member, catalog.Groups.ById(member.GroupId!)!, request.Online ? true : null, isProtectedAgain: present[member.Path] is { GroupId: null })).OfType<JobInfo>()])
            {
                Warnings = described.Count == 0 ? null : [.. described.Values.SelectMany(application => application.Facts.Warnings)],
            };
        }
    }

    private (string Server, List<string> Paths, Dictionary<string, DescribedApplication> Applications) Checked(ProtectRequest request)
    {
        if (request.Paths.Count == 0) throw new HoldfastException(ErrorCode.NothingToProtect, "The request names no path.");
        if (request.Paths.Count > MostPaths) throw new HoldfastException(ErrorCode.BadRequest, $"At most {MostPaths} paths can be protected in one request.");
        GroupCheck.CheckExclusions(request.Exclude, request.ExcludeExtensions);
        // The rules of a group hold before anything is made.
        GroupCheck.Check(GroupChange.Ranges(GroupChange.New(request.Group ?? GroupNameRule.Default), request.RetentionDays, null, request.OnlineRetentionDays));
        var files = request.Paths.Where(path => !applications.Knows(path)).ToList();
        if (files.Count > 0) ChosenFiles.Check(files[0], request.Options);
        var (server, paths) = files.Count > 0 ? places.Check(request.Server, files) : (applications.ServerOf(request.Server), []);
        var described = new Dictionary<string, DescribedApplication>(StringComparer.Ordinal);
        foreach (var path in request.Paths.Where(applications.Knows))
        {
            var application = applications.Describe(path, request.Server, request.Options ?? KeptOptions(server, path));
            if (application.Facts.Types.Count == 0)
                throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"{application.Address} is an instance: what it holds is protected, not the instance itself.",
                    $"Let all of it join a group by itself, now and later: holdfast group create NAME --auto-protect {application.Address}; or name one of what `holdfast source discover {application.Address}` lists.");
            if (described.TryAdd(application.Address, application)) paths.Add(application.Address);
        }
        return (server, paths, described);
    }

    private Dictionary<string, string> KeptOptions(string server, string path) =>
        applications.Normalized(path) is { } address && catalog.Sources.ByPath(server, address) is { } present ? CatalogJson.ReadMap(present.Options) : [];

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

    private SourceRow Member(string server, string path, SourceRow? present, ProtectRequest request, Lazy<GroupRow> group, DescribedApplication? application)
    {
        var source = present ?? new SourceRow { Id = Guid.NewGuid().ToString("N"), Name = sources.NameFor(path, application?.Facts.Name), Server = server, Path = path };
        var wanted = source with
        {
            GroupId = source.GroupId ?? group.Value.Id, ProtectedSince = source.GroupId is null ? CatalogTime.From(time.GetUtcNow()) : source.ProtectedSince, Online = source.Online || request.Online,
            ExcludeGlobs = request.Exclude is { } globs ? CatalogJson.Write(globs) : source.ExcludeGlobs,
            ExcludeExtensions = request.ExcludeExtensions is { } extensions ? CatalogJson.Write(extensions) : source.ExcludeExtensions,
            CrossMountPoints = request.CrossMountPoints ?? source.CrossMountPoints,
            Kind = application?.Workload.Kind ?? SourceRow.Files, Options = (application?.Options ?? request.Options) is { } options ? CatalogJson.Write(new Dictionary<string, string>(options)) : source.Options,
        };
        if (wanted != present) sources.Save(wanted);
        return wanted;
    }
}
