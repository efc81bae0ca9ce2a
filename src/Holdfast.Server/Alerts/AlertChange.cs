using Holdfast.Server.Catalog;

namespace Holdfast.Server.Alerts;

/// <summary>An alert that has been raised, has become worse, or is resolved.</summary>
internal sealed record AlertChange(AlertNews News, AlertRow Alert);
