// Charts: each reads its numbers from a JSON block of the page and stands beside a table that says
// the same, so it is hidden from screen readers by the page.

import { BarChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([
  AriaComponent,
  BarChart,
  GridComponent,
  LegendComponent,
  LineChart,
  SVGRenderer,
  TooltipComponent,
]);

interface Fulfilment {
  dates: string[];
  done: (number | null)[];
  calendar: (number | null)[];
  last?: (number | null)[];
  unit?: string;
  labels: { done: string; calendar: string; last?: string };
}

interface Lagging {
  rows: [string, number][];
  label: string;
}

const style = getComputedStyle(document.documentElement);
const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
const ink = token("ink");
const soft = token("ink-soft");
const line = token("line");
const font = getComputedStyle(document.body).fontFamily;

const common: EChartsCoreOption = {
  animation: false,
  aria: { enabled: true },
  textStyle: { fontFamily: font, fontSize: 13, color: ink },
};

function series(
  name: string,
  data: (number | null)[],
  colour: string,
  width: number,
  type: string,
): object {
  return {
    type: "line",
    name,
    data,
    showSymbol: false,
    lineStyle: { color: colour, width, type },
    itemStyle: { color: colour },
  };
}

function fulfilment(data: Fulfilment, low: boolean): EChartsCoreOption {
  const unit = data.unit ?? "";
  const lines = [series(data.labels.calendar, data.calendar, soft, 1, "solid")];
  if (data.last) {
    lines.push(series(data.labels.last ?? "", data.last, token("line-strong"), 1.5, "dotted"));
  }
  lines.push(series(data.labels.done, data.done, token("accent"), 3, "solid"));
  return {
    ...common,
    grid: { left: 8, right: 16, top: low ? 24 : 40, bottom: low ? 0 : 8, containLabel: true },
    legend: {
      left: 0,
      top: 0,
      selectedMode: false,
      itemHeight: 0,
      textStyle: { color: ink },
      data: lines.map((one) => (one as { name: string }).name).reverse(),
    },
    tooltip: {
      trigger: "axis",
      axisPointer: { lineStyle: { color: line } },
      valueFormatter: (value: unknown) => (value == null ? "–" : `${value}${unit}`),
    },
    xAxis: {
      type: "category",
      data: data.dates,
      boundaryGap: false,
      axisLine: { lineStyle: { color: token("line-strong") } },
      axisTick: { show: false },
      axisLabel: { color: soft, hideOverlap: true, formatter: monthAndDay },
    },
    yAxis: {
      type: "value",
      min: 0,
      max: unit === "%" ? 100 : undefined,
      axisLabel: { color: soft, formatter: `{value}${unit}` },
      splitLine: { lineStyle: { color: line } },
      interval: unit === "%" ? (low ? 50 : 25) : undefined,
      minInterval: 1,
    },
    series: lines,
  };
}

function monthAndDay(value: string): string {
  const [, month, day] = value.split("-").map(Number);
  return day ? `${month}/${day}` : value;
}

function lagging(data: Lagging, low: boolean): EChartsCoreOption {
  const rows = low ? data.rows.slice(0, FEW) : data.rows;
  return {
    ...common,
    grid: { left: 8, right: 40, top: low ? 0 : 8, bottom: low ? 0 : 8, containLabel: true },
    xAxis: { type: "value", show: false, min: 0 },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map(([duty]) => duty),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: ink, fontSize: 12, width: low ? 220 : 150, overflow: low ? "truncate" : "break", interval: 0 },
    },
    series: [
      {
        type: "bar",
        name: data.label,
        data: rows.map(([, count]) => count),
        barMaxWidth: 20,
        itemStyle: { color: token("near-fill") },
        label: { show: true, position: "right", color: ink, fontSize: 14 },
      },
    ],
  };
}

// a low chart shows so many of the duties that lag; its table shows all
const FEW = 5;

const kinds: Record<string, (data: never, low: boolean) => EChartsCoreOption> = { fulfilment, lagging };

for (const place of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  const source = document.getElementById(place.dataset.source ?? "")?.textContent;
  const kind = kinds[place.dataset.chart ?? ""];
  if (!source || !kind) continue;
  place.classList.add("chart-drawn");
  const chart = init(place, null, { renderer: "svg" });
  chart.setOption(kind(JSON.parse(source) as never, place.clientHeight < 200));
  new ResizeObserver(() => chart.resize()).observe(place);
}
