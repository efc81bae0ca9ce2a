using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>The answers to the wizard's questions; all have a default. The catalog's password is kept in memory alone: answers that are read back have none.</summary>
/// <param name="Step">The page that was open last, one of <see cref="SetupSteps.Questions"/>.</param>
/// <param name="Catalog">Null: SQLite in the data folder.</param>
/// <param name="PoolFolder">Absolute folder of the pool's first disk; null: pool in the data folder.</param>
/// <param name="ScratchFolder">Absolute folder for indexes, which are made again where they are lost; null: index in the data folder.</param>
/// <param name="PlannedCloudBytes">Bytes of all data that shall be copied to the vault, for what the scratch folder needs; 0: not known.</param>
/// <param name="Administrator">Name of the first account.</param>
/// <param name="Updates">The administrator wants to hear of new versions. It is written down and nothing else: there is nothing that would be asked.</param>
/// <param name="Proxy">HTTP proxy for all that is called by HTTP, such as http://proxy:3128; null: none.</param>
/// <param name="ProxyCredentialsFile">File with "user:password" for that proxy; null: none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetupAnswers(
    string Step = SetupSteps.Welcome, CatalogChoice? Catalog = null, string? PoolFolder = null, string? ScratchFolder = null, long PlannedCloudBytes = 0,
    string? Administrator = null, bool Updates = false, string? Proxy = null, string? ProxyCredentialsFile = null);
