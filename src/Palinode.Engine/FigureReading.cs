using System.Collections.Immutable;
using System.Globalization;
using Palinode.Engine.Findings;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine;

/// <summary>What was understood of a document, in memory; the host writes it.</summary>
public sealed class FigureReadingResult
{
    public required FiguresFile Figures { get; init; }

    /// <summary>Overlay pictures by path relative to figures.json.</summary>
    public required IReadOnlyDictionary<string, byte[]> Files { get; init; }

    /// <summary>Seconds by stage, in order.</summary>
    public required IReadOnlyList<(string Stage, double Seconds)> Timings { get; init; }
}

/// <summary>The first stages of <see cref="Screening"/> alone: a document's figures, panels and labels, so that a person sees what was understood.</summary>
public static class FigureReading
{
    /// <param name="input">The document.</param>
    /// <param name="options">As for screening.</param>
    /// <param name="overlays">Whether to paint a picture of each figure with its panels and labels marked.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="InputException">The document cannot be used.</exception>
    public static FigureReadingResult Run(ScreeningInput input, ScreeningOptions options, bool overlays, IProgress<ScreeningProgress>? progress, CancellationToken cancel)
    {
        var run = new PipelineRun(options, progress, cancel);
        IReadOnlyList<SourceDocument> documents = run.Read([input]);
        IReadOnlyList<FigurePanels> figures = run.Split(documents);
        FigureLabels[] labels = run.ReadLabels(documents, figures);
        SourceDocument document = documents[0];
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var read = ImmutableArray.CreateBuilder<ReadFigure>();
        var painter = new OverlayPainter(options.Evidence);
        using PageViews? pages = overlays && document.Kind == DocumentKind.Pdf ? new PageViews(input.Path, document.Name, options.Ingest, cancel) : null;
        for (int i = 0; i < figures.Count; i++)
        {
            SourceFigure figure = figures[i].Figure;
            string? path = overlays ? string.Create(CultureInfo.InvariantCulture, $"figure-{i + 1:00}.png") : null;
            if (path is not null)
            {
                Graphic? page = pages?.Of(figure, painter.FrameOf(figure, labels[i]), options.Evidence.ContextWidth, cancel);
                files[path] = painter.Paint(figure, figures[i].Panels, labels[i], page).ToPng();
            }
            read.Add(new ReadFigure
            {
                Number = figure.Number, Page = figure.Page, Box = figure.Box, Caption = figure.Caption, Overlay = path,
                Title = figure.CaptionParts?.Title,
                Parts = [.. labels[i].Parts.Select(p => new ReadPart { Letter = p.Letter.Text, Box = p.Box, Printed = Of(p.Letter), Caption = figure.CaptionParts?.Of(p.Letter.Text[0]) })],
                Panels = [.. figures[i].Panels.Select((p, k) => Of(p, labels[i].Panels[k]))],
            });
        }
        return new FigureReadingResult
        {
            Figures = new FiguresFile
            {
                Engine = run.Stamp(),
                Input = new InputDocument { Document = document.Name, Sha256 = document.Sha256, Jats = document.JatsSha256, Pages = document.Pages, Figures = document.Figures.Length, Role = "suspect" },
                Article = document.Article,
                Figures = read.ToImmutable(), Remarks = document.Remarks,
            },
            Files = files, Timings = run.Timings,
        };
    }

    private static ReadPanel Of(Panel panel, PanelLabels labels) => new()
    {
        Box = panel.Box, Class = panel.Class, Kind = panel.Kind, Letter = labels.Letter, Row = labels.Row is { } row ? Of(row) : null, Position = labels.Position?.ToString(),
        Lanes = [.. labels.Lanes.Select(l => new ReadLane { Box = new Box(l.X0, panel.Box.Y0, l.X1, panel.Box.Y1), Name = l.Name is { } name ? Of(name) : null })],
        PixelWidth = panel.Pixels.Width, PixelHeight = panel.Pixels.Height, Examined = Coverage.WhyNot(panel) is null, Why = Coverage.WhyNot(panel) ?? "",
    };

    private static ReadLabel Of(Label label) => new()
    {
        Text = label.Text, Box = label.Box, Confidence = label.Confidence, Origin = label.Origin == LabelOrigin.Text ? "text" : "pixels",
    };
}
