// Where names stand: one for each feature, however many parts it has. The map itself writes one for each part.
import type { FeatureLike } from 'ol/Feature'
import type Geometry from 'ol/geom/Geometry'
import GeometryCollection from 'ol/geom/GeometryCollection'
import MultiLineString from 'ol/geom/MultiLineString'
import MultiPoint from 'ol/geom/MultiPoint'
import MultiPolygon from 'ol/geom/MultiPolygon'
import type RenderFeature from 'ol/render/Feature'
import { Style, type Text } from 'ol/style'

/** Of a shape of several parts the largest, which alone bears the name. */
export function largestPart(shape: Geometry): Geometry | undefined {
  if (shape instanceof MultiPolygon) return largest(shape.getPolygons(), (part) => part.getArea())
  if (shape instanceof MultiLineString) return largest(shape.getLineStrings(), (part) => part.getLength())
  if (shape instanceof MultiPoint) return shape.getPoints()[0]
  if (!(shape instanceof GeometryCollection)) return shape
  const parts = shape.getGeometriesArray().flatMap((part) => largestPart(part) ?? [])
  return parts.find((part) => part.getType() === 'Polygon') ?? parts[0]
}

function largest<T>(parts: T[], size: (part: T) => number): T | undefined {
  const sizes = parts.map(size)
  return parts[sizes.indexOf(Math.max(...sizes))]
}

/** A name beside the style of the shape that bears it. */
export function nameStyle(text: Text, zIndex = 0): Style {
  return new Style({ text, zIndex, geometry: bearer })
}

function bearer(feature: FeatureLike): Geometry | RenderFeature | undefined {
  const shape = feature.getGeometry()
  return shape && 'clone' in shape ? largestPart(shape as Geometry) : (shape as RenderFeature | undefined)
}
