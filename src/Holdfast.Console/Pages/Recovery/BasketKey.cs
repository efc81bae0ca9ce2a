namespace Holdfast.Console.Pages.Recovery;

/// <summary>The recovery point that items of a basket come from: one recovery reads one point, from one place.</summary>
public sealed record BasketKey(RecoveryPlace Place, string Point, bool IsOnline);
