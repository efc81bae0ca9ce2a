namespace Holdfast.Server.Exports;

/// <summary>On what terms a disk is given out.</summary>
/// <param name="Listen">One of <see cref="Contracts.Api.Exports.ExportListening"/>.</param>
/// <param name="Idle">Without a request before it ends.</param>
internal sealed record ExportTerms(string Listen, int MostClients, TimeSpan Idle, TimeProvider Time);
