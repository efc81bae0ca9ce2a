using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Groups;
using Holdfast.Server.Hosting;
using Holdfast.Server.Protect;

namespace Holdfast.Server.Sources;

/// <summary>GET sources, GET sources/find, POST sources/modify, sources/seed, sources/delete-data.</summary>
internal sealed class SourceRoutes(SourceRegistry sources, StopProtection stopProtection, SeedHandler seeds, FreshFactor fresh)
{
    private const int UsualPage = 1000, LargestPage = 10_000;
    private readonly Lock changing = new();

    internal void Map(ApiRouter routes)
    {
        routes.Get("sources", ApiJson.Default.SourceList, call =>
            sources.List(call.Scope, call.Text("after"), call.Number("limit", UsualPage, 1, LargestPage), call.Flag("inactive"))).Takes(
                ApiParameter.Flag("inactive", "only those whose protection is stopped"), ApiParameter.Number("limit", 1, LargestPage, "most datasources to list; 1000"),
                ApiParameter.Text("after", "id of a datasource: only those behind it"));
        routes.Get("sources/find", ApiJson.Default.SourceInfo, call => sources.Show(sources.Resolve(call.Required("source"), call.Scope))).Takes(ApiParameter.Required("source", "id, name, or path"));
        routes.Post("sources/modify", GroupsJson.Default.ModifySourceRequest, ApiJson.Default.SourceInfo, Modify);
        routes.Post("sources/seed", GroupsJson.Default.SeedRequest, ApiJson.Default.JobInfo, (request, _) => seeds.Seed(request));
        routes.Post("sources/delete-data", GroupsJson.Default.DeleteInactiveRequest, ApiJson.Default.Acknowledgement, DeleteData);
    }

    private SourceInfo Modify(ModifySourceRequest request, ApiCall call)
    {
        call.Subject = request.Source;
        GroupCheck.CheckExclusions(request.Exclude, request.ExcludeExtensions);
        lock (changing)
        {
            var source = sources.Resolve(request.Source);
            if (source.IsApplication && request.Options is not null) throw new HoldfastException(ErrorCode.ApplicationOptionWrong, $"{source.Path} is an application.", "Its options are given when it is protected again: `holdfast protect`.");
            ChosenFiles.Check(source.Path, request.Options);
            var changed = source with
            {
                ExcludeGlobs = request.Exclude is { } globs ? CatalogJson.Write(globs) : source.ExcludeGlobs,
                ExcludeExtensions = request.ExcludeExtensions is { } extensions ? CatalogJson.Write(extensions) : source.ExcludeExtensions,
                Online = request.Online ?? source.Online,
                Options = request.Options is { } options ? CatalogJson.Write(new Dictionary<string, string>(options)) : source.Options,
            };
            if (changed != source) sources.Save(changed);
            return sources.Show(changed);
        }
    }

    private Acknowledgement DeleteData(DeleteInactiveRequest request, ApiCall call)
    {
        call.Subject = request.Source;
        fresh.Require(call);
        lock (changing)
        {
            var source = sources.Resolve(request.Source);
            stopProtection.DeleteData([source], StopProtection.Place(request.Place), call.VaultPin);
            return new Acknowledgement(true, source.Id);
        }
    }
}
