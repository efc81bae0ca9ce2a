namespace Holdfast.Console.Elements;

/// <summary>Outlines of the icons, drawn on 24 × 24 with a pen of 2.</summary>
public static class IconShapes
{
    private static readonly Dictionary<string, string> shapes = new()
    {
        ["home"] = "M3 11 12 4l9 7M6 9v11h12V9M10 20v-6h4v6",
        ["shield"] = "M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6z",
        ["restore"] = "M4 12a8 8 0 1 1 2.5 5.8M4 12V6M4 12h6M12 8v5l3 2",
        ["pulse"] = "M3 12h4l3-8 4 16 3-8h4",
        ["disk"] = "M4 13h16v7H4zM4 13l3-9h10l3 9M16 16.5h1",
        ["database"] = "M12 3c4.5 0 8 1.3 8 3s-3.5 3-8 3-8-1.3-8-3 3.5-3 8-3zM4 6v12c0 1.7 3.5 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.5 3 8 3s8-1.3 8-3",
        ["machine"] = "M3 5h18v11H3zM9 20h6M12 16v4",
        ["server"] = "M4 4h16v7H4zM4 13h16v7H4zM8 7.5h.01M8 16.5h.01",
        ["cloud"] = "M7 19a4 4 0 0 1-.5-8A6 6 0 0 1 18 9.5 4.8 4.8 0 0 1 17.5 19z",
        ["chart"] = "M4 4v16h16M8 16v-4M12 16V8M16 16v-6",
        ["gear"] = "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 2v4M12 18v4M2 12h4M18 12h4M5 5l3 3M16 16l3 3M19 5l-3 3M8 16l-3 3",
        ["person"] = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6",
        ["search"] = "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
        ["menu"] = "M4 6h16M4 12h16M4 18h16",
        ["close"] = "M6 6l12 12M18 6 6 18",
        ["ok"] = "M5 12.5 10 18 19 7",
        ["warning"] = "M12 4 2.5 20h19zM12 10v4M12 17h.01",
        ["error"] = "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16h.01",
        ["info"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8h.01",
        ["running"] = "M12 3a9 9 0 1 1-9 9M12 7v5l3 3",
        ["queued"] = "M6 3h12M6 21h12M7 3c0 5 5 6 5 9s-5 4-5 9M17 3c0 5-5 6-5 9s5 4 5 9",
        ["paused"] = "M8 5v14M16 5v14",
        ["stopped"] = "M6 6h12v12H6z",
        ["missed"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12h8",
        ["folder"] = "M3 6h6l2 2h10v11H3z",
        ["file"] = "M6 3h8l4 4v14H6zM14 3v4h4",
        ["link"] = "M10 14 14 10M8 12l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 12l2-2a3.5 3.5 0 0 0-5-5l-2 2",
        ["download"] = "M12 4v11M7 11l5 5 5-5M4 20h16",
        ["upload"] = "M12 16V5M7 9l5-5 5 5M4 20h16",
        ["copy"] = "M9 9h11v11H9zM5 15H4V4h11v1",
        ["plus"] = "M12 5v14M5 12h14",
        ["minus"] = "M5 12h14",
        ["edit"] = "M4 20l1-5L16 4l4 4L9 19z",
        ["trash"] = "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
        ["right"] = "M9 5l7 7-7 7",
        ["left"] = "M15 5l-7 7 7 7",
        ["down"] = "M5 9l7 7 7-7",
        ["up"] = "M5 15l7-7 7 7",
        ["calendar"] = "M4 6h16v15H4zM4 10h16M8 3v4M16 3v4",
        ["clock"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l4 2",
        ["key"] = "M15 9a4 4 0 1 0-3.5 4L8 17v3H4v-3l6-6",
        ["lock"] = "M6 11h12v10H6zM8 11V7a4 4 0 0 1 8 0v4",
        ["mail"] = "M3 6h18v12H3zM3 7l9 6 9-6",
        ["basket"] = "M4 10h16l-2 10H6zM8 10l4-6 4 6",
        ["columns"] = "M4 5h16v14H4zM10 5v14M15 5v14",
        ["terminal"] = "M4 5h16v14H4zM7 9l3 3-3 3M12 15h4",
        ["play"] = "M7 4l12 8-12 8z",
        ["refresh"] = "M20 12a8 8 0 1 1-2.5-5.8M20 4v5h-5",
        ["list"] = "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
    };

    /// <exception cref="KeyNotFoundException">There is no such icon.</exception>
    internal static string Of(string name) => shapes[name];
}
